"""Housing, tax and registry at the same application at the same moment: each does its own, none hinders another.

Threads with connections of their own, real transactions; the scripts of systems are played by their desks.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from tests.races.rivals import rivals, rounds
from tests.races.scene import BY_HAND, Scene, scene
from yimen.cases.actions.claim import claim
from yimen.cases.actions.decide import decide
from yimen.cases.actions.examine import examine
from yimen.cases.actions.start import start
from yimen.cases.actions.take_over import take_over
from yimen.cases.actions.trouble import trouble
from yimen.cases.models import Case, Step
from yimen.cases.reads.work import Which, work
from yimen.kernel import clock
from yimen.kernel.actor import Actor, house
from yimen.kernel.errors import Conflict
from yimen.kernel.models import JournalEntry
from yimen.kernel.words import Words

__all__ = ["scene"]
RELAY = house("relay")
SOME = slice(0, 10)
DECLARATIONS = ("tax.declare_deed", "tax.declare_vat", "tax.declare_income")


def at_once(threads: object, *verbs: Callable[[], object]) -> None:
    """Do them at the same moment; all of them succeed: what is busy for a moment is done again, as a person does."""
    left = list(verbs)
    results = threads.at_once(*left)  # type: ignore[attr-defined]
    for verb, result in zip(left, results, strict=True):
        if isinstance(result, Conflict):
            assert result.code in ("busy", "stale"), result.words
            verb()


def by_hand(scene: Scene, application: UUID, code: str, officer: Actor) -> Callable[[], None]:
    """What an officer does with a step of her system that is down: takes it over and types the outcome."""
    step = scene.step(application, code)

    def work_on_it() -> None:
        take_over(case_id=step.case_id, code=step.code, actor=officer)
        decide(case_id=step.case_id, values=BY_HAND[code], actor=officer)

    return work_on_it


def all_down(scene: Scene, application: UUID) -> None:
    """Every system that is asked now does not answer."""
    for step in Step.objects.filter(case__application=application, state="open", decided_by="connector"):
        trouble(step_id=step.id, reason=Words("没有响应。", "No answer."), actor=RELAY)


def test_departments_work_on_one_application_at_once(scene: Scene) -> None:
    """Housing files, the registry claims and examines; then three taxes and an approval: all win on their own cases."""
    housing, tax1, tax2 = (scene.office.actor(n) for n in ("housing1", "tax1", "tax2"))
    one, other = scene.office.actor("registrar1"), scene.office.actor("registrar2")
    with rivals(3) as three:
        for done in list(rounds())[SOME]:
            application = scene.checked()
            registration = scene.registration(application)
            all_down(scene, application)
            at_once(
                three,
                by_hand(scene, application, "housing.file", housing),
                partial(examine, case_id=registration, opinion="齐全", actor=one),
                partial(start, application_id=application, actor=RELAY),
            )
            start(application_id=application, actor=RELAY)
            all_down(scene, application)
            assessment = scene.step(application, "tax.assess")
            at_once(
                three,
                by_hand(scene, application, "tax.assess", tax1),
                partial(claim, case_id=registration, actor=scene.office.actor("approver1")),
                partial(start, application_id=application, actor=RELAY),
            )
            start(application_id=application, actor=RELAY)
            all_down(scene, application)
            pairs = zip(DECLARATIONS, (tax1, tax2, tax1), strict=True)
            at_once(three, *[by_hand(scene, application, code, officer) for code, officer in pairs])
            start(application_id=application, actor=RELAY)
            assert Step.objects.get(pk=assessment.pk).done_by == tax1.reference
            everything_is_there_once(application, registration, one)
            the_lists_are_right(scene, done + 1, other)


def everything_is_there_once(application: UUID, registration: UUID, examiner: Actor) -> None:
    """Each step decided once, by who did it, and each case's journal says so once."""
    for code in ("housing.file", "tax.assess", *DECLARATIONS):
        step = Step.objects.get(case__application=application, connector=code)
        assert (step.state, step.claimed_by_id) == ("done", None), code
        assert JournalEntry.objects.filter(subject_id=step.case_id, verb="decide").count() == 1, code
    case = Case.objects.get(pk=registration)
    assert case.examined_by_id == int(examiner.id) and case.state == "accepted"
    assert JournalEntry.objects.filter(subject_id=registration, verb="examine").count() == 1


def the_lists_are_right(scene: Scene, applications: int, idle: Actor) -> None:
    """Nothing is in trouble; the approver has the registrations; taxes wait for the payers; housing is finished."""
    with clock.office_time():
        in_hand = work(scene.office.actor("approver1"), Which.MINE)
        waiting = work(scene.office.actor("tax1"), Which.WAITING)
        done = {n: work(scene.office.actor(n), Which.DONE).count for n in ("housing1", "tax1", "tax2", "registrar1")}
        idle_done = work(idle, Which.DONE).count
        stuck = [work(scene.office.actor(n), Which.TROUBLE).count for n in ("housing1", "tax1", "registrar1")]
    assert stuck == [0, 0, 0]
    assert in_hand.count == applications
    assert waiting.count == 3 * applications
    assert {b.decided_by for line in waiting.lines for b in line.waits} == {"payment"}
    assert done == {
        "housing1": applications,
        "tax1": 3 * applications,
        "tax2": applications,
        "registrar1": applications,
    }
    assert idle_done == 0
