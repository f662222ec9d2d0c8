"""The walk over what happens within a case beside its steps: opinions, a third party, a visit, a hearing."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.budgets.limits import licence_case
from tests.budgets.walk import Walk
from tests.offices import Office, set_office_time
from yimen.cases.models import Proceeding


def walk_proceedings(walk: Walk, office: Office) -> None:
    """Every form of the case's page once."""
    case = licence_case(office, 7003)
    examiner, asked, head = (office.client(name) for name in ("housing1", "tax1", "head2"))
    base = f"/desk/case/{case.id}/"
    staff = [str(office.account(name)) for name in ("housing1", "head2")]
    walk.post(examiner, f"{base}consult/", {"offices": ["tax"], "question": "有无欠税？", "days": "5"})
    walk.get(asked, "/desk/?list=opinions")
    walk.get(asked, base)
    walk.post(asked, f"{base}opine/", {"stand": "agreed", "text": "没有欠税。"})
    told = {"name": "测试商铺", "contact": "门牌号", "interest": "采光。", "days": "5"}
    walk.post(examiner, f"{base}inform/", told)
    party = Proceeding.objects.get(case=case.id, kind="interest").id
    walk.post(examiner, f"{base}hear/", {"party": str(party), "statement": "没有意见。"})
    walk.post(examiner, f"{base}visit/", {"officers": staff, "place": "店内", "finding": "相符。"})
    walk.post(examiner, f"{base}offer-hearing/", {"why": "关系他人重大利益。"})
    walk.post(examiner, f"{base}ask-hearing/", {"asked_by": "applicant"})
    plan = {"planned": "2026-03-12T09:00", "place": "会议室", "chair": staff[1]}
    walk.post(examiner, f"{base}schedule-hearing/", plan)
    walk.post(head, f"{base}replace-chair/", {"chair": staff[0], "reason": "申请人要求回避。"})
    set_office_time(datetime(2026, 3, 12, 2, tzinfo=UTC))
    record = {"attended": "双方", "record": "双方陈述。", "is_signed": "yes"}
    walk.post(examiner, f"{base}hold-hearing/", record)
    walk.get(examiner, base)
    set_office_time()
