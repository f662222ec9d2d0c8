"""Accepted without a document: it comes later (容缺受理), or a promise stands for it and is checked (告知承诺)."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.conf import settings
from msgspec import UNSET

from tests.budgets.intake import at_approval
from tests.journeys.test_intake import at, day, text
from tests.offices import Office
from tests.onecase import PDF
from tests.onelicence import FORM, LATER, PLAN, RENT, draft, publish_one_licence
from yimen.cases.access import proved_party
from yimen.cases.actions.accept import accept
from yimen.cases.actions.approve import approve
from yimen.cases.actions.call_off import call_off
from yimen.cases.actions.check_promise import check_promise
from yimen.cases.actions.object import object_
from yimen.cases.actions.promise import promise
from yimen.cases.actions.supply import supply
from yimen.cases.actions.tolerate import tolerate
from yimen.cases.models import Application, Case, Clock, Owed
from yimen.cases.reads.application import filled
from yimen.cases.reads.deadline import deadline
from yimen.cases.reads.papers import case_document_pdf
from yimen.cases.reads.promises import promise_to_sign
from yimen.cases.reads.sheets import application_sheet
from yimen.catalogue.reads import bundle
from yimen.kernel.errors import BadInput, Conflict, NotFound, Obstacle
from yimen.site.load import sample_directory

HYGIENE = "11440604990000025A344019900200100"


def accepted(office: Office, serial: int = 1) -> Case:
    """A licence accepted with a plan to come later and a promise for the proof of premises."""
    publish_one_licence()
    clerk = office.actor("clerk1", 7)
    found = draft(office, serial, subject=LATER)
    tolerate(application_id=found, keys=[PLAN], is_signed=True, actor=clerk)
    promise(application_id=found, keys=[RENT], is_signed=True, actor=clerk)
    accept(application_id=found, actor=clerk)
    return Case.objects.get(application=found)


def owed(case: Case) -> dict[str, str]:
    """What a case was accepted without, and what became of it."""
    return dict(Owed.objects.filter(case=case.id).values_list("key", "outcome"))


def test_only_what_the_text_marks_and_only_on_a_signed_promise(office: Office) -> None:
    """A main document may neither come later nor be promised; nothing is waived unsigned."""
    publish_one_licence()
    clerk = office.actor("clerk1", 7)
    found = draft(office, 1, subject=LATER)
    assert promise_to_sign(filled(clerk, found), "tolerance").startswith(b"%PDF")
    assert promise_to_sign(filled(clerk, found), "promise").startswith(b"%PDF")
    with pytest.raises(NotFound):
        promise_to_sign(filled(clerk, draft(office, 2)), "promise")
    for verb, keys, is_signed, place in (
        (tolerate, [FORM], True, "key"),
        (tolerate, [RENT], True, "key"),
        (promise, [PLAN], True, "key"),
        (tolerate, [PLAN], False, "is_signed_tolerance"),
        (promise, [RENT], False, "is_signed_promise"),
    ):
        with pytest.raises(BadInput) as refused:
            verb(application_id=found, keys=keys, is_signed=is_signed, actor=clerk)
        assert set(refused.value.fields) == {place}
    tolerate(application_id=found, keys=[PLAN], is_signed=True, actor=clerk)
    with pytest.raises(BadInput, match="Proof of premises"):
        accept(application_id=found, actor=clerk)
    tolerate(application_id=found, keys=[], is_signed=False, actor=clerk)
    assert Application.objects.get(pk=found).tolerated == []


def test_nothing_is_granted_before_it_came(office: Office) -> None:
    """The papers list it with its date; approval waits; it comes at any window and the case goes on."""
    case = accepted(office)
    clerk, approver = office.actor("clerk1", 7), office.actor("approver1")
    assert owed(case) == {PLAN: "", RENT: ""} and case.has_owed
    paper = text(clerk, case.application_id, "tolerance")
    assert "平面图" in paper and "2026年03月16日" in paper and "第三十二条" in paper
    assert "场地使用证明" in text(clerk, case.application_id, "promise")
    assert day(deadline(approver, case.id, "tolerance").sheet.due.at) == "2026-03-16"
    at_approval(office, case)
    with pytest.raises(Obstacle, match="Floor plan"):
        approve(case_id=case.id, opinion="同意", actor=approver)
    with pytest.raises(Obstacle):
        call_off(case_id=case.id, ground="没有补交", actor=approver)
    with pytest.raises(Conflict):
        supply(application_id=case.application_id, keys=[RENT], actor=clerk)
    supply(application_id=case.application_id, keys=[PLAN], scans=[("plan.pdf", PDF)], actor=clerk)
    assert owed(case)[PLAN] == "supplied"
    assert Clock.objects.get(case=case.id, kind="tolerance").stopped_at is not None
    approve(case_id=case.id, opinion="同意", actor=approver)
    assert Case.objects.get(pk=case.id).state == "granted"
    assert PLAN in filled(clerk, case.application_id).given


def test_what_never_came_ends_the_case_by_an_officer(office: Office) -> None:
    """Not by itself: the approver ends it after the last day, with the ground; the promise is noted as broken."""
    case = accepted(office)
    at_approval(office, case)
    office.at(at(3, 17))
    assert Case.objects.get(pk=case.id).state == "accepted"
    call_off(case_id=case.id, ground="多次提醒仍未补交。", actor=office.actor("approver1"))
    office.deliver()
    ended = Case.objects.get(pk=case.id)
    assert (ended.state, owed(case)[PLAN]) == ("terminated", "never_came")
    assert Application.objects.get(pk=case.application_id).state == "closed"
    assert case_document_pdf(office.actor("approver1"), case.id, "called-off").startswith(b"%PDF")


def test_a_promise_is_checked_objected_to_and_checked_again(office: Office) -> None:
    """The time to check counts from the decision; untrue is for her to read, to object to, and to be looked at anew."""
    case = accepted(office)
    approver = office.actor("approver1")
    supply(application_id=case.application_id, keys=[PLAN], actor=office.actor("clerk1", 7))
    at_approval(office, case)
    office.at(at(3, 4))
    approve(case_id=case.id, opinion="同意", actor=approver)
    office.deliver()
    clock = Clock.objects.get(case=case.id, kind="promise")
    assert (day(clock.started_at), clock.stopped_at) == ("2026-03-04", None)
    examiner = office.actor("registrar1")
    with pytest.raises(BadInput):
        check_promise(case_id=case.id, key=RENT, is_true=False, evidence=" ", actor=examiner)
    check_promise(case_id=case.id, key=RENT, is_true=False, evidence="现场没有经营场所。", actor=examiner)
    assert owed(case)[RENT] == "untrue"
    (told,) = application_sheet(approver, case.application_id).cases[0].documents
    assert case_document_pdf(approver, case.id, told.kind).startswith(b"%PDF")
    with pytest.raises(NotFound):
        case_document_pdf(approver, case.id, f"promise-{case.id}")
    with pytest.raises(Conflict):
        check_promise(case_id=case.id, key=RENT, is_true=True, evidence="又看了。", actor=examiner)
    with pytest.raises(NotFound):
        object_(case_id=case.id, key=RENT, objection="不对", actor=proved_party(UUID(int=1), "本人"))
    citizen = proved_party(case.application_id, "本人（网上）")
    object_(case_id=case.id, key=RENT, objection="场所在二楼，当天没开门。", actor=citizen)
    with pytest.raises(Conflict):
        object_(case_id=case.id, key=RENT, objection="再说一次", actor=citizen)
    (sheet,) = application_sheet(approver, case.application_id).cases
    assert [(o.key, o.is_open) for o in sheet.owed] == [(RENT, True), (PLAN, False)]
    check_promise(case_id=case.id, key=RENT, is_true=True, evidence="复查属实。", actor=approver)
    assert owed(case)[RENT] == "true"


def test_the_demo_districts_guide_has_a_sample_of_both(office: Office) -> None:
    """Imported, the invented hygiene licence has a plan that may come later and a report that may be promised."""
    sample_directory(settings.REGIONS / "440604", "440604")
    found = bundle(HYGIENE).acceptances[0].materials
    told = {m.code: (m.tolerable is not UNSET, m.promise is not UNSET) for m in found}
    assert told["hygiene_form"] == (False, False)
    assert (told["hygiene_plan"], told["hygiene_report"]) == ((True, False), (False, True))
