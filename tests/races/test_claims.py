"""Two people reach for the same step at the same moment: one has it, and the other reads who that is."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from tests.races.rivals import one_wins, rivals, rounds
from tests.races.scene import Scene
from yimen.cases.actions.approve import approve
from yimen.cases.actions.check import check
from yimen.cases.actions.claim import claim
from yimen.cases.actions.examine import examine
from yimen.cases.actions.put_back import put_back
from yimen.cases.actions.reassign import reassign
from yimen.cases.actions.return_ import return_
from yimen.cases.models import Case, Step
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Conflict
from yimen.kernel.models import JournalEntry


def holder(case: UUID, code: str) -> int | None:
    """Return who has a step."""
    return Step.objects.values_list("claimed_by", flat=True).get(case=case, code=code)


def entries(case: UUID, verb: str) -> int:
    """Return how often a verb stands in a case's journal."""
    return JournalEntry.objects.filter(subject_id=case, verb=verb).count()


def names(loser: object, winner: Actor) -> bool:
    """Return whether who came second is told who has it."""
    return isinstance(loser, Conflict) and (winner.name in loser.words.zh or loser.code in ("busy", "stale"))


def test_two_claim_the_same_step(scene: Scene) -> None:
    """One name stands on it, one entry in the journal."""
    two = [scene.office.actor("registrar1"), scene.office.actor("registrar2")]
    with rivals() as both:
        for _ in rounds():
            case = scene.registration(scene.checked())
            results = both.at_once(*[partial(claim, case_id=case, actor=a) for a in two])
            won = one_wins(results)
            assert holder(case, "examine") == int(two[won].id) and entries(case, "claim") == 1
            assert names(results[1 - won], two[won]), results


def test_claim_against_decision(scene: Scene) -> None:
    """Claimed by one or decided by the other; who decides leaves no claim behind."""
    one, other = scene.office.actor("registrar1"), scene.office.actor("registrar2")
    with rivals() as both:
        for _ in rounds():
            case = scene.registration(scene.checked())
            won = one_wins(
                both.at_once(
                    partial(claim, case_id=case, actor=one),
                    partial(examine, case_id=case, opinion="齐全", actor=other),
                )
            )
            step = Step.objects.get(case=case, code="examine")
            if won:
                assert (step.state, step.claimed_by_id, step.done_by) == ("done", None, other.reference)
            else:
                assert (step.state, step.claimed_by_id, step.done_by) == ("open", int(one.id), "")
                assert not entries(case, "examine")


def test_two_checkers_claim_the_same_application(scene: Scene) -> None:
    """All six second checks are one person's, and only she can check them."""
    two = [scene.office.actor("checker1"), scene.office.actor("checker2")]
    with rivals() as both:
        for _ in rounds():
            application = scene.accepted()
            case = Case.objects.filter(application=application).order_by("?").values_list("pk", flat=True)[0]
            results = both.at_once(*[partial(claim, case_id=case, actor=a) for a in two])
            winner, loser = two[one_wins(results)], two[1 - one_wins(results)]
            held = Step.objects.filter(case__application=application, code="check").values_list("claimed_by", flat=True)
            assert list(held) == [int(winner.id)] * 6
            try:
                check(application_id=application, actor=loser)
            except Conflict as told:
                assert winner.name in told.words.zh
            else:
                raise AssertionError("a colleague's check was done")
            check(application_id=application, actor=winner)


def test_reassign_against_decision(scene: Scene) -> None:
    """Given away or decided by who had it, never both."""
    had, gets = scene.office.actor("registrar1"), scene.office.account("registrar2")
    approver = scene.office.actor("approver1")
    with rivals() as both:
        for _ in rounds():
            case = scene.registration(scene.checked())
            claim(case_id=case, actor=had)
            won = one_wins(
                both.at_once(
                    partial(reassign, case_id=case, to=gets, reason="他今天开会", actor=approver),
                    partial(examine, case_id=case, opinion="齐全", actor=had),
                )
            )
            step = Step.objects.get(case=case, code="examine")
            assert (step.state, step.claimed_by_id) == (("open", gets), ("done", None))[won]


def test_put_back_against_reassign(scene: Scene) -> None:
    """Both can happen one after the other; the step is nobody's or hers who got it, and the journal says the same."""
    had, gets = scene.office.actor("registrar1"), scene.office.account("registrar2")
    manager = scene.office.actor("manager1")
    with rivals() as both:
        for _ in rounds():
            case = scene.registration(scene.checked())
            claim(case_id=case, actor=had)
            both.at_once(
                partial(put_back, case_id=case, actor=had),
                partial(reassign, case_id=case, to=gets, reason="他今天开会", actor=manager),
            )
            last = JournalEntry.objects.filter(subject_id=case).order_by("-seq").values_list("verb", flat=True)[0]
            assert holder(case, "examine") == {"put_back": None, "reassign": gets}[last]


def test_return_against_approval(scene: Scene) -> None:
    """Approved, or back with the examiner; never both."""
    one, other = scene.office.actor("approver1"), scene.office.actor("approver2")
    examiner = scene.office.account("registrar1")
    with rivals() as both:
        for _ in rounds():
            case = scene.registration(scene.examined())
            won = one_wins(
                both.at_once(
                    partial(approve, case_id=case, actor=one),
                    partial(return_, case_id=case, reason="面积请再核一次", actor=other),
                )
            )
            assert Case.objects.get(pk=case).state == ("approved", "accepted")[won]
            steps = dict(Step.objects.filter(case=case).values_list("code", "state"))
            assert (steps["examine"], steps["approve"]) == (("done", "done"), ("open", "waiting"))[won]
            assert holder(case, "examine") == (None, examiner)[won]
