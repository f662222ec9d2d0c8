"""Two people at the same thing at the same moment: one does it, the other is told so, and nothing is there twice."""

from __future__ import annotations

from functools import partial

from tests.races.rivals import one_wins, rivals, rounds
from tests.races.scene import Scene
from yimen.cases.actions.accept import accept
from yimen.cases.actions.approve import approve
from yimen.cases.actions.check import check
from yimen.cases.actions.collect import collect
from yimen.cases.actions.demand import demand
from yimen.cases.actions.examine import examine
from yimen.cases.actions.refuse import refuse
from yimen.cases.models import Application, Case, Clock, Step
from yimen.kernel.actor import house
from yimen.kernel.models import JournalEntry
from yimen.notices.models import Document
from yimen.payments.models import Payment


def entries(subject: object, verb: str) -> int:
    """Return how often a verb stands in a subject's journal."""
    return JournalEntry.objects.filter(subject_id=subject, verb=verb).count()


def test_two_clicks_on_accept(scene: Scene) -> None:
    """One receipt number, six cases with their steps and clocks, one document."""
    with rivals() as both:
        for _ in rounds():
            draft = scene.draft()
            one_wins(both.at_once(*[partial(accept, application_id=draft, actor=scene.clerk)] * 2))
            assert entries(draft, "accept") == 1
            assert Case.objects.filter(application=draft).count() == 6
            assert Step.objects.filter(case__application=draft, code="check").count() == 6
            assert Clock.objects.filter(case__application=draft, kind="promised").count() == 6
            assert Document.objects.filter(source_id=draft, kind="acceptance").count() == 1


def test_two_clerks_accept_the_same_draft(scene: Scene) -> None:
    """The one who was quicker stands as who accepted it."""
    clerks = [scene.clerk, scene.office.actor("clerk2", window=8)]
    with rivals() as both:
        for _ in rounds():
            draft = scene.draft()
            scene.also_open_before("clerk2", draft)
            winner = one_wins(both.at_once(*[partial(accept, application_id=draft, actor=c) for c in clerks]))
            assert Application.objects.get(pk=draft).accepted_by_id == int(clerks[winner].id)
            assert set(Case.objects.filter(application=draft).values_list("accepted_by", flat=True)) == {
                int(clerks[winner].id)
            }
            assert (
                entries(draft, "accept") == 1
                and Document.objects.filter(source_id=draft, kind="acceptance").count() == 1
            )


def test_two_second_checkers(scene: Scene) -> None:
    """Six cases are checked once, all by the same person."""
    checkers = [scene.office.actor("checker1"), scene.office.actor("checker2")]
    with rivals() as both:
        for _ in rounds():
            application = scene.accepted()
            winner = one_wins(both.at_once(*[partial(check, application_id=application, actor=c) for c in checkers]))
            by = set(Case.objects.filter(application=application).values_list("checked_by", flat=True))
            assert by == {int(checkers[winner].id)}
            assert entries(application, "check") == 1


def test_two_examiners(scene: Scene) -> None:
    """One opinion, one name."""
    examiners = [scene.office.actor("registrar1"), scene.office.actor("registrar2")]
    with rivals() as both:
        for _ in rounds():
            case = scene.registration(scene.checked())
            verbs = [partial(examine, case_id=case, opinion=f"由{e.name}审查", actor=e) for e in examiners]
            winner = examiners[one_wins(both.at_once(*verbs))]
            step = Step.objects.get(case=case, code="examine")
            assert (step.remark, step.done_by) == (f"由{winner.name}审查", winner.reference)
            assert Case.objects.get(pk=case).examined_by_id == int(winner.id)
            assert entries(case, "examine") == 1


def test_two_approvers(scene: Scene) -> None:
    """One approval, one name."""
    approvers = [scene.office.actor("approver1"), scene.office.actor("approver2")]
    with rivals() as both:
        for _ in rounds():
            case = scene.registration(scene.examined())
            winner = one_wins(both.at_once(*[partial(approve, case_id=case, actor=a) for a in approvers]))
            assert Case.objects.get(pk=case).approved_by_id == int(approvers[winner].id)
            assert entries(case, "approve") == 1


def test_approve_against_refuse(scene: Scene) -> None:
    """Approved or refused, never both."""
    first, second = scene.office.actor("approver1"), scene.office.actor("approver2")
    with rivals() as both:
        for _ in rounds():
            case = scene.registration(scene.examined())
            winner = one_wins(
                both.at_once(
                    partial(approve, case_id=case, actor=first),
                    partial(refuse, case_id=case, reason="材料不实", basis="条例第22条", actor=second),
                )
            )
            assert Case.objects.get(pk=case).state == ("approved", "refused")[winner]
            assert Step.objects.get(case=case, code="approve").state == ("done", "refused")[winner]
            assert (entries(case, "approve"), entries(case, "refuse")) == ((1, 0), (0, 1))[winner]


def test_two_windows_collect_the_payment(scene: Scene) -> None:
    """One card terminal gets the amount, once."""
    clerks = [scene.clerk, scene.office.actor("clerk2", window=8)]
    with rivals() as both:
        for _ in rounds():
            application = scene.declared()
            demand(application_id=application, actor=house("relay"))
            scene.also_open_before("clerk2", application)
            winner = one_wins(both.at_once(*[partial(collect, application_id=application, actor=c) for c in clerks]))
            payment = Payment.objects.get(source_id=application)
            assert (payment.state, payment.attempt, payment.window) == ("charging", 1, clerks[winner].window)
            assert entries(payment.id, "charge") == 1 and entries(application, "collect") == 1
