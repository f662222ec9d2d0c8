"""Several at once: each is done by its own verb, has its own line, and what one says no to leaves the others done."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.budgets.limits import licence_case
from tests.journeys.licences import issued
from tests.offices import Office
from tests.onecase import PDF, number, publish_one_case
from yimen.cases.actions.claim import claim
from yimen.cases.actions.correct import correct
from yimen.cases.actions.hand_in import Given, hand_in
from yimen.cases.actions.keep import keep
from yimen.cases.actions.several import Handed, accept_several, decide_several, hand_out_several
from yimen.cases.models import Application, Case
from yimen.cases.reads.at_window import at_window
from yimen.cases.reads.due import deadlines
from yimen.cases.rules.due import Due
from yimen.kernel import clock, history
from yimen.kernel.errors import BadInput, NotFound
from yimen.licences.models import Licence
from yimen.people.actions.announce import announce
from yimen.people.actions.appoint import appoint


def test_each_has_its_own_outcome(office: Office) -> None:
    """Two are examined; one is a colleague's, one is done already, one is not hers: each says why."""
    mine, also_mine, taken, done = (licence_case(office, 1 + n) for n in range(4))
    appoint(account_id=office.account("tax1"), post="examiner", at=["housing"], actor=office.actor("head2"))
    claim(case_id=taken.id, actor=office.actor("tax1"))
    examiner = office.actor("housing1")
    assert decide_several(case_ids=[done.id], opinion="齐全。", actor=examiner)[0].is_done
    chosen = [mine.id, taken.id, done.id, also_mine.id, uuid4(), mine.id]
    lines = decide_several(case_ids=chosen, opinion="材料齐全。", actor=examiner)
    assert [line.is_done for line in lines] == [True, False, False, True, False]
    assert [line.number for line in lines] == [mine.number, taken.number, done.number, also_mine.number, ""]
    assert office.actor("tax1").name in lines[1].words.zh and lines[4].words == NotFound().words
    written = [e for e in history.of([("case", c.id) for c in (mine, also_mine, taken, done)]) if e.verb == "examine"]
    assert sorted(e.data["opinion"] for e in written) == ["材料齐全。", "材料齐全。", "齐全。"]
    for case_ids, opinion in (([], "齐全"), ([uuid4() for _ in range(51)], "齐全"), ([taken.id], "  ")):
        with pytest.raises(BadInput):
            decide_several(case_ids=case_ids, opinion=opinion, actor=examiner)


def test_what_a_firm_has_corrected_is_accepted_together(office: Office) -> None:
    """The one that still lacks a paper stays as it is, and says what it lacks."""
    publish_one_case()
    clerk = office.actor("clerk1", 7)
    drafts = [
        hand_in(
            bundle="one_case",
            parties=[Given("applicant", "resident_id", number(n), "测试人")],
            answers={"request.subject": "请予办理"},
            pile={"request_form": [("a.pdf", PDF)]},
            is_accepting=False,
            actor=clerk,
        ).application_id
        for n in range(3)
    ]
    for draft in drafts:
        correct(application_id=draft, actor=clerk)
    for draft in drafts[:2]:
        keep(application_id=draft, keys=["identity_card"], actor=clerk)
    assert {c.application_id for c in at_window(clerk, "ceshiren").corrected} == set(drafts)
    assert at_window(clerk, "没有这家").corrected == () and at_window(office.actor("clerk2", 8)).corrected == ()
    lines = accept_several(application_ids=drafts, actor=clerk)
    assert [line.is_done for line in lines] == [True, True, False]
    assert len(lines[2].words.zh) > 10 and Case.objects.filter(application__in=drafts).count() == 2
    states = dict(Application.objects.filter(pk__in=drafts).values_list("pk", "state"))
    assert [states[d] for d in drafts] == ["accepted", "accepted", "correcting"]


def test_results_are_handed_out_together(office: Office) -> None:
    """Once each, to a party; a wrong receiver is her own line."""
    case, clerk = licence_case(office, 1), office.actor("clerk1", 7)
    application = case.application_id
    issued(source=case.id)
    office.deliver()
    (result,) = at_window(clerk).results
    assert result.application_id == application and all("*" in p.shown for p in result.parties)
    nobody = hand_out_several(results=[Handed(application, result.case_id, "nobody[0]")], actor=clerk)
    assert not nobody[0].is_done and not Licence.objects.filter(handed_out_at__isnull=False).exists()
    given = [Handed(application, result.case_id, "applicant[0]")]
    assert hand_out_several(results=given, actor=clerk)[0].is_done
    assert not hand_out_several(results=given, actor=clerk)[0].is_done and at_window(clerk).results == ()


def test_deadlines_are_grouped_and_show_both_limits(office: Office) -> None:
    """As the lists see it; who is away stands with who stands in."""
    mine, free = licence_case(office, 1), licence_case(office, 2)
    examiner = office.actor("housing1")
    claim(case_id=mine.id, actor=examiner)
    with clock.office_time():
        found = deadlines(examiner)
        assert found.count == 2 and set(found.groups) <= set(Due)
        lines = {line.number: line for group in found.groups.values() for line in group}
        assert lines[mine.number].is_mine and not lines[free.number].claimed_by
        for line in lines.values():
            assert line.promised_until and line.statutory_until and line.promised_until < line.statutory_until
        assert deadlines(office.actor("registrar1")).count == 0
    day = clock.today()
    announce(
        account=int(examiner.id),
        substitute=office.account("head2"),
        from_date=day,
        to_date=day,
        actor=examiner,
    )
    page = office.client("head2").get("/desk/deadlines/").content.decode()
    assert "今天请假的" in page and examiner.name in page and f"/desk/case/{mine.id}/deadline/statutory/" in page
