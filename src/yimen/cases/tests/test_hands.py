"""In whose hands a step is: claimed, put back, reassigned, returned; the sentences who comes second reads."""

from __future__ import annotations

from functools import partial
from uuid import UUID

import pytest

from tests.races.scene import Scene, scene
from yimen.accounts.models import Account
from yimen.cases.actions.approve import approve
from yimen.cases.actions.check import check
from yimen.cases.actions.claim import claim
from yimen.cases.actions.examine import examine
from yimen.cases.actions.put_back import put_back, put_back_abandoned
from yimen.cases.actions.reassign import reassign
from yimen.cases.actions.refuse import refuse
from yimen.cases.actions.retry import retry
from yimen.cases.actions.return_ import return_
from yimen.cases.actions.start import start
from yimen.cases.actions.take_over import take_over
from yimen.cases.actions.trouble import trouble
from yimen.cases.models import Case, Step
from yimen.cases.reads.hands import in_whose_hands
from yimen.cases.reads.sheets import case_sheet
from yimen.cases.reads.work import Which, work
from yimen.doors.kit.story import opinions
from yimen.kernel import clock
from yimen.kernel.actor import house
from yimen.kernel.errors import BadInput, Conflict, FourEyes, NotFound, Refused
from yimen.kernel.models import JournalEntry
from yimen.kernel.words import Words
from yimen.people.models import Appointment

__all__ = ["scene"]
RELAY = house("relay")


def state(case: UUID, code: str) -> tuple[str, int | None]:
    """Where a step stands and who has it."""
    return Step.objects.values_list("state", "claimed_by").get(case=case, code=code)


def test_who_comes_second_reads_who_has_it(scene: Scene) -> None:
    """Claiming, deciding, putting back: refused with her name, and nothing changes."""
    case = scene.registration(scene.checked())
    one, other = scene.office.actor("registrar1"), scene.office.actor("registrar2")
    claim(case_id=case, actor=one)
    before = JournalEntry.objects.count()
    for verb in (
        partial(claim, case_id=case, actor=other),
        partial(examine, case_id=case, opinion="齐全", actor=other),
        partial(put_back, case_id=case, actor=other),
    ):
        with pytest.raises(Conflict, match=one.name) as told:
            verb()
        assert "3月2日" in told.value.words.zh and one.name in told.value.words.zh
    with pytest.raises(Conflict):
        claim(case_id=case, actor=one)
    assert JournalEntry.objects.count() == before and state(case, "examine") == ("open", int(one.id))
    put_back(case_id=case, actor=one)
    with pytest.raises(Conflict):
        put_back(case_id=case, actor=one)
    examine(case_id=case, opinion="齐全", actor=other)
    assert state(case, "examine") == ("done", None)


def test_what_nobody_may_take(scene: Scene) -> None:
    """Another post, another department, a case with nothing at its desk, four eyes: each its own refusal."""
    application = scene.accepted()
    case = scene.registration(application)
    with pytest.raises(Refused):
        claim(case_id=case, actor=scene.office.actor("registrar1"))  # the check is the hall's
    with pytest.raises(NotFound):
        claim(case_id=case, actor=scene.office.actor("tax1"))
    with pytest.raises(Refused):
        claim(case_id=case, actor=scene.clerk)
    check(application_id=application, actor=scene.office.actor("checker1"))
    with pytest.raises(Conflict):
        claim(case_id=case, actor=scene.office.actor("registrar1"))  # not begun yet
    start(application_id=application, actor=RELAY)
    both = scene.office.actor("both2")
    examine(case_id=case, opinion="齐全", actor=both)
    start(application_id=application, actor=RELAY)
    with pytest.raises(FourEyes):
        claim(case_id=case, actor=both)
    assert state(case, "approve") == ("open", None)


def test_reassigned_with_a_reason_to_who_may(scene: Scene) -> None:
    """Only a manager, only to a post's holder whom four eyes allows, only with a reason."""
    case = scene.registration(scene.checked())
    approver, manager = scene.office.actor("approver1"), scene.office.actor("manager1")
    second, tax = scene.office.account("registrar2"), scene.office.account("tax1")
    claim(case_id=case, actor=scene.office.actor("registrar1"))
    with pytest.raises(BadInput) as wrong:
        reassign(case_id=case, to=second, reason=" ", actor=approver)
    assert set(wrong.value.fields) == {"reason"}
    for nobody in (tax, 0, 10**9):
        with pytest.raises(BadInput) as wrong:
            reassign(case_id=case, to=nobody, reason="他今天开会", actor=manager)
        assert set(wrong.value.fields) == {"to"}
    with pytest.raises(Refused):
        reassign(case_id=case, to=second, reason="换人", actor=scene.office.actor("registrar2"))
    listed = dict(in_whose_hands(manager, case).others)
    assert second in listed and scene.office.account("registrar1") not in listed and tax not in listed
    reassign(case_id=case, to=second, reason="他今天开会", actor=approver)
    assert state(case, "examine") == ("open", second)
    with pytest.raises(Conflict):
        reassign(case_id=case, to=second, reason="再派一次", actor=manager)
    told = JournalEntry.objects.filter(subject_id=case, verb="reassign").get()
    assert told.data["reason"] == "他今天开会" and told.data["to"] == scene.office.actor("registrar2").name
    with pytest.raises(NotFound):
        in_whose_hands(scene.office.actor("tax1"), case)
    with pytest.raises(Refused):
        in_whose_hands(scene.office.actor("registrar1"), case)


def test_a_hall_check_is_the_hall_managers_to_give(scene: Scene) -> None:
    """The department's approver sees the case and may not; the manager gives all six to one checker."""
    application = scene.accepted()
    case = scene.registration(application)
    checker = scene.office.account("checker2")
    with pytest.raises(Refused):
        reassign(case_id=case, to=checker, reason="忙不过来", actor=scene.office.actor("approver1"))
    reassign(case_id=case, to=checker, reason="忙不过来", actor=scene.office.actor("manager1"))
    held = Step.objects.filter(case__application=application, code="check").values_list("claimed_by", flat=True)
    assert list(held) == [checker] * 6
    with pytest.raises(Conflict, match=scene.office.actor("checker2").name):
        check(application_id=application, actor=scene.office.actor("checker1"))


def test_returned_to_who_examined_with_the_reason(scene: Scene) -> None:
    """It lies with her again; opinions stay in their order; the approval waits until she is done."""
    application = scene.examined()
    case = scene.registration(application)
    examiner, approver = scene.office.actor("registrar1"), scene.office.actor("approver1")
    until = Step.objects.get(case=case, code="examine").until
    with pytest.raises(BadInput):
        return_(case_id=case, reason="  ", actor=approver)
    with pytest.raises(Refused):
        return_(case_id=case, reason="再核", actor=examiner)
    return_(case_id=case, reason="面积请再核一次", actor=approver)
    step = Step.objects.get(case=case, code="examine")
    assert (step.state, step.claimed_by_id, step.remark) == ("open", int(examiner.id), "面积请再核一次")
    assert step.until == until, "the limit runs on"
    assert state(case, "approve") == ("waiting", None)
    with pytest.raises(Conflict):
        approve(case_id=case, actor=approver)
    start(application_id=application, actor=RELAY)
    assert state(case, "approve") == ("waiting", None)
    examine(case_id=case, opinion="面积已核，一致", actor=examiner)
    start(application_id=application, actor=RELAY)
    approve(case_id=case, opinion="同意", actor=approver)
    with clock.office_time():
        told = opinions(case_sheet(approver, case).history)
    assert [(o.verb, o.text) for o in told] == [
        ("check", ""),
        ("examine", "齐全"),
        ("return", "面积请再核一次"),
        ("examine", "面积已核，一致"),
        ("approve", "同意"),
    ]


def test_who_examined_in_an_earlier_round_may_still_not_approve(scene: Scene) -> None:
    """Returned, examined again by a colleague: whoever examined it first is not a second pair of eyes."""
    application, both = scene.checked(), scene.office.actor("both2")
    case, approver = scene.registration(application), scene.office.actor("approver1")
    examine(case_id=case, opinion="齐全", actor=both)
    start(application_id=application, actor=RELAY)
    return_(case_id=case, reason="面积请再核一次", actor=approver)
    reassign(case_id=case, to=scene.office.account("registrar1"), reason="换人再核", actor=approver)
    examine(case_id=case, opinion="面积已核", actor=scene.office.actor("registrar1"))
    start(application_id=application, actor=RELAY)
    for verb in (
        partial(claim, case_id=case, actor=both),
        partial(approve, case_id=case, actor=both),
        partial(refuse, case_id=case, reason="不同意", basis="第22条", actor=both),
        partial(return_, case_id=case, reason="再核", actor=both),
    ):
        with pytest.raises(FourEyes):
            verb()
    with clock.office_time():
        pool = [line for line in work(both, Which.POOL).lines if line.case_id == case]
    assert [line.is_for_others for line in pool] == [True]
    assert int(both.id) not in dict(in_whose_hands(approver, case).others)
    with pytest.raises(BadInput):
        reassign(case_id=case, to=int(both.id), reason="换人", actor=approver)
    form = b"/approve/"
    assert form not in scene.office.client("both2").get(f"/desk/case/{case}/").content, "no form that is refused"
    assert form in scene.office.client("approver1").get(f"/desk/case/{case}/").content
    approve(case_id=case, actor=approver)


def test_trouble_in_one_pair_of_hands(scene: Scene) -> None:
    """Who claimed it tries again or takes it over; a colleague is told; taking over keeps it hers."""
    application = scene.checked()
    step = scene.step(application, "housing.file")
    trouble(step_id=step.id, reason=Words("没有响应。", "No answer."), actor=RELAY)
    officer = scene.office.actor("housing1")
    claim(case_id=step.case_id, actor=officer)
    retry(case_id=step.case_id, code="file", actor=officer)
    assert state(step.case_id, "file") == ("open", None), "with the system again: nobody's"
    trouble(step_id=step.id, reason=Words("没有响应。", "No answer."), actor=RELAY)
    take_over(case_id=step.case_id, code="file", actor=officer)
    assert state(step.case_id, "file") == ("open", int(officer.id))


def test_a_refusal_keeps_its_basis_and_leaves_nothing_claimed(scene: Scene) -> None:
    """Reason and basis stand on the step; every other step of the case is nobody's."""
    case = scene.registration(scene.examined())
    approver = scene.office.actor("approver1")
    claim(case_id=case, actor=approver)
    refuse(case_id=case, reason="不是权利人", basis="《不动产登记暂行条例》第22条", actor=approver)
    with clock.office_time():
        refused = next(s for s in case_sheet(approver, case).case.steps if s.state == "refused")
    assert (refused.remark, refused.basis) == ("不是权利人", "《不动产登记暂行条例》第22条")
    assert not Step.objects.filter(case=case, claimed_by__isnull=False).exists()
    assert Case.objects.get(pk=case).state == "refused"


@pytest.mark.parametrize("is_locked_out", [True, False])
def test_nothing_waits_for_who_holds_the_post_no_more(scene: Scene, is_locked_out: bool) -> None:
    """Locked out or out of the post: the house puts it back, the journal says who and why; a colleague goes on."""
    case = scene.registration(scene.checked())
    one, other = scene.office.actor("registrar1"), scene.office.actor("registrar2")
    claim(case_id=case, actor=one)
    with clock.office_time():
        assert put_back_abandoned(actor=RELAY) == 0, "who is at work keeps it"
    if is_locked_out:
        Account.objects.filter(pk=int(one.id)).update(is_active=False)
    else:
        Appointment.objects.filter(account=int(one.id)).update(is_held=False)
    with clock.office_time():
        assert put_back_abandoned(actor=RELAY) == 1
        assert put_back_abandoned(actor=RELAY) == 0
    assert state(case, "examine") == ("open", None)
    told = JournalEntry.objects.filter(subject_id=case, verb="put_back").get()
    assert told.actor == RELAY.reference and told.data["reason_en"].startswith("Who had claimed it")
    claim(case_id=case, actor=other)


def test_what_was_taken_over_stays_with_who_still_works_there(scene: Scene) -> None:
    """A system's step bears no post: any desk post of the department keeps it, none loses it."""
    step = scene.step(scene.checked(), "housing.file")
    officer = scene.office.actor("housing1")
    trouble(step_id=step.id, reason=Words("没有响应。", "No answer."), actor=RELAY)
    take_over(case_id=step.case_id, code="file", actor=officer)
    with clock.office_time():
        assert put_back_abandoned(actor=RELAY) == 0
        Appointment.objects.filter(account=int(officer.id)).update(is_held=False)
        assert put_back_abandoned(actor=RELAY) == 1
    assert state(step.case_id, "file") == ("open", None)


def test_a_second_check_is_put_back_as_a_whole(scene: Scene) -> None:
    """The six checks of an application are one piece of work."""
    application = scene.accepted()
    checker = scene.office.actor("checker1")
    claim(case_id=scene.registration(application), actor=checker)
    Appointment.objects.filter(account=int(checker.id)).update(is_held=False)
    with clock.office_time():
        assert put_back_abandoned(actor=RELAY) == 6
    assert not Step.objects.filter(case__application=application, claimed_by__isnull=False).exists()
    check(application_id=application, actor=scene.office.actor("checker2"))
