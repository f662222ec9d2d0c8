"""What the receipt of acceptance prints. Numbers of persons are masked on paper that lies about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from yimen.cases.models import Case
from yimen.cases.reads.application import Filled, PartySheet
from yimen.cases.reads.completeness import Completeness
from yimen.catalogue.states import Original
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.people.reads import offices, windows


def receipt_data(application: Filled, examined: Completeness, cases: Sequence[Case]) -> dict[str, Any]:
    """Return the data of the template `acceptance.typ`."""
    row = application.row
    assert row.accepted_at is not None
    roles = application.bundle.text.roles
    return {
        "title": application.bundle.text.name.zh,
        "receipt_no": row.receipt_no,
        "centre": offices()[row.centre_id].name.zh,
        "window": windows()[row.window_id].number,
        "accepted_at": f"{row.accepted_at.astimezone(OFFICE_ZONE):%Y年%m月%d日 %H:%M}",
        "parties": [
            row
            for p in application.party_sheets
            for row in (
                {"role": roles[p.role].label.zh, "name": p.name, "number": p.number_masked},
                *_acting(p),
            )
        ],
        "cases": [
            {
                "name": standard.acceptance.name.zh,
                "department": offices()[case.department_id].name.zh,
                "number": case.number,
                "promised": _promised(case),
                "statutory": standard.acceptance.limits.statutory.period.words.zh
                if standard.acceptance.limits.statutory.period
                else "无",
            }
            for standard, case in zip(application.bundle.standards, cases, strict=True)
        ],
        "materials": [
            {
                "name": n.name.zh + (f"（{_holder(application, n.holder)}）" if n.holder else ""),
                "original": "收原件" if n.original is Original.KEPT else "验原件",
            }
            for n in examined.pile
            if n.key in application.given
        ],
    }


def _acting(party: PartySheet) -> list[dict[str, Any]]:
    """Who acts for a party stands below her; `of` keeps the line from being addressed as a party."""
    if party.acting is None:
        return []
    name, number = f"{party.acting.name}（代{party.name}）", party.acting.number_masked
    return [{"role": party.acting.kind_words.zh, "name": name, "number": number, "of": party.place}]


def _promised(case: Case) -> str:
    if case.promised_until is None:
        return "—"
    until = case.promised_until.astimezone(OFFICE_ZONE)
    is_day = (until.hour, until.minute, until.second) == (23, 59, 59)
    return f"{until:%Y年%m月%d日}" if is_day else f"{until:%Y年%m月%d日 %H:%M}"


def _holder(application: Filled, place: str) -> str:
    return next(p.name for p in application.party_sheets if p.place == place)
