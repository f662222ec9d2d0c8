"""What the receipt of acceptance and the list of documents taken print. Numbers of persons are masked on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from yimen.cases.models import Case
from yimen.cases.reads.application import Filled, PartySheet
from yimen.cases.reads.completeness import Completeness, completeness
from yimen.cases.states import AT_THE_WINDOW
from yimen.catalogue.reads import standard
from yimen.catalogue.states import Original
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotFound
from yimen.kernel.printing import typeset
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.notices.reads import TEMPLATES
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
                "name": text.acceptance.name.zh,
                "department": offices()[case.department_id].name.zh,
                "number": case.number,
                "promised": _promised(case),
                "statutory": text.acceptance.limits.statutory.period.words.zh
                if text.acceptance.limits.statutory.period
                else "无",
            }
            for text, case in zip(application.bundle.standards, cases, strict=True)
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


def materials_data(application: Filled, examined: Completeness, window: int, taken_at: datetime) -> dict[str, Any]:
    """Return the data of the template `materials.typ`: what was given, in the order of the list; pages as scanned."""
    given = [(n, application.given[n.key]) for n in examined.pile if n.key in application.given]
    return {
        "title": application.bundle.text.name.zh,
        "receipt_no": application.row.receipt_no or "",
        "centre": offices()[application.row.centre_id].name.zh,
        "window": window,
        "taken_at": f"{taken_at.astimezone(OFFICE_ZONE):%Y年%m月%d日 %H:%M}",
        "names": "、".join(p.name for p in application.party_sheets) or "申请人",
        "is_draft": False,
        "pages": sum(sheet.pages for _, sheet in given),
        "lines": [
            {
                "name": n.name.zh,
                "whose": _holder(application, n.holder) if n.holder else "共同",
                "original": "收原件" if n.original is Original.KEPT and sheet.is_usable else sheet.trust_words.zh,
                "pages": sheet.pages,
            }
            for n, sheet in given
        ],
    }


def draft_list(application: Filled) -> bytes:
    """Return the list of what a draft holds so far as PDF: no number, no seal. The same while nothing changes.

    Raises NotFound once it is accepted: from then on the numbered list counts.
    """
    row = application.row
    if row.state not in AT_THE_WINDOW:
        raise NotFound
    data = materials_data(application, completeness(application), windows()[row.window_id].number, row.opened_at)
    return typeset(TEMPLATES / "materials.typ", data | {"is_draft": True, "number": "", "qr": ""}, row.opened_at)


def taken_names(application: Filled) -> list[str]:
    """Return the documents taken so far, by name and whose, in the order of the list."""
    held = [n for n in completeness(application).pile if n.key in application.given]
    return [n.name.zh + (f"（{_holder(application, n.holder)}）" if n.holder else "") for n in held]


def hand_out_data(
    application: Filled, case: Case, number: str, receiver: str, by: Actor, at: datetime
) -> dict[str, Any]:
    """Return the data of the template `hand-out.typ`; `receiver` is a party's place, `number` the certificate's."""
    acceptance = standard(case.matter_id).acceptance
    party = next(p for p in application.party_sheets if p.place == receiver)
    window = by.window or application.row.window_id
    return {
        "title": application.bundle.text.name.zh,
        "receipt_no": application.row.receipt_no,
        "centre": offices()[application.row.centre_id].name.zh,
        "window": windows()[window].number,
        "handed_at": f"{at.astimezone(OFFICE_ZONE):%Y年%m月%d日 %H:%M}",
        "certificate": acceptance.result.name.zh,
        "certificate_no": number,
        "matter": acceptance.name.zh,
        "receiver": party.name,
        "role": application.bundle.text.roles[party.role].label.zh,
        "receiver_no": party.number_masked,
        "by": by.name,
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
