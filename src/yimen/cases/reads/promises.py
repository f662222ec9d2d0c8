"""What the promises print: what comes later and by when (容缺), what is promised and how it is checked (告知承诺)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from yimen.cases.reads.application import Filled
from yimen.cases.reads.completeness import Completeness, completeness
from yimen.cases.rules.intake import day_of
from yimen.cases.rules.owed import Owing, shortest
from yimen.catalogue.rules.citations import cited, in_chinese
from yimen.catalogue.rules.piles import Needed
from yimen.catalogue.rules.standards import Basis
from yimen.kernel import clock
from yimen.kernel.calendar import work_calendar
from yimen.kernel.errors import NotFound
from yimen.kernel.limits import due
from yimen.kernel.printing import typeset
from yimen.notices.reads import TEMPLATES
from yimen.people.reads import offices


def tolerance_data(
    application: Filled, examined: Completeness, keys: Collection[str], since: datetime | None
) -> dict[str, Any]:
    """Return the data of `tolerance.typ` for the documents `keys`, accepted at `since` (None: not yet)."""
    needed = [n for n in examined.pile if n.key in keys and n.tolerable]
    within = shortest(n.tolerable.within for n in needed if n.tolerable)
    until = due(within, since or clock.now(), work_calendar()).at
    return _common(application) | {
        "within": within.words.zh,
        "until": day_of(until) if since and until else "",
        "lines": [{"name": _named(application, n), "text": ""} for n in needed],
        "basis": _cited(b for n in needed if n.tolerable for b in n.tolerable.basis),
    }


def promise_data(application: Filled, examined: Completeness, keys: Collection[str]) -> dict[str, Any]:
    """Return the data of `promise.typ` for the documents `keys`."""
    needed = [n for n in examined.pile if n.key in keys and n.promise]
    return _common(application) | {
        "within": shortest(n.promise.check_within for n in needed if n.promise).words.zh,
        "lines": [{"name": _named(application, n), "text": n.promise.terms.zh} for n in needed if n.promise],
        "basis": _cited(b for n in needed if n.promise for b in n.promise.basis),
    }


def promise_to_sign(application: Filled, owing: str) -> bytes:
    """Return the promise as it is signed before acceptance, as PDF: every document it may be about, with a box to tick.

    No number, no seal. Raises NotFound when there is nothing to promise.
    """
    examined = completeness(application)
    is_later = owing == Owing.TOLERANCE
    waivable = [n for n in examined.pile if (n.tolerable if is_later else n.promise)]
    keys = [n.key for n in waivable if n.key not in application.given]
    if not keys or owing not in set(Owing):
        raise NotFound
    data = tolerance_data(application, examined, keys, None) if is_later else promise_data(application, examined, keys)
    blank = {"is_draft": True, "number": "", "qr": ""}
    return typeset(TEMPLATES / f"{owing}.typ", data | blank, application.row.opened_at)


def _common(application: Filled) -> dict[str, Any]:
    row = application.row
    return {
        "title": application.bundle.text.name.zh,
        "receipt_no": row.receipt_no or "",
        "centre": offices()[row.centre_id].name.zh,
        "names": "、".join(p.name for p in application.party_sheets) or "申请人",
        "told_at": day_of(clock.now()),
        "is_draft": False,
    }


def _named(application: Filled, needed: Needed) -> str:
    whose = next((p.name for p in application.party_sheets if p.place == needed.holder), "")
    return needed.name.zh + (f"（{whose}）" if whose else "")


def _cited(bases: Any) -> str:
    found: dict[Basis, None] = dict.fromkeys(bases)
    return "；".join(cited(b.law, b.article, in_chinese) if b.article else f"《{b.law}》" for b in found)
