"""What is decided at once, as machines are told. Asks nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from yimen.cases.reads.minutes import Minutes
from yimen.cases.reads.rechecks import RecheckRow, SeedLine
from yimen.cases.reads.why import RecheckLine, WhySheet
from yimen.doors.api.told import said


def why(sheet: WhySheet) -> dict[str, Any]:
    """Return why a table decided as it did; what a drawn check found is told to staff only in their own list."""
    plain = ("case_id", "number", "version", "is_with_person", "can_ask")
    return {n: getattr(sheet, n) for n in plain} | {
        "matter": said(sheet.matter),
        "answer": _answer(sheet),
        "rechecks": [_recheck(r) | ({} if r.kind == "asked" else {"opinion": ""}) for r in sheet.rechecks],
    }


def _answer(sheet: WhySheet) -> dict[str, Any] | None:
    answer = sheet.answer
    if answer is None:
        return None
    plain = ("is_granted", "table", "digest", "row", "document", "article")
    return {n: getattr(answer, n) for n in plain} | {
        "title": said(answer.title),
        "why": said(answer.why),
        "facts": [{"label": said(label), "value": value, "source": said(by)} for label, value, by in answer.facts],
        "answered_at": sheet.answered_at,
    }


def _recheck(line: RecheckLine | RecheckRow) -> dict[str, Any]:
    return {n: getattr(line, n) for n in ("kind", "opened_at", "answered_at", "is_confirmed", "opinion")}


def rechecks(waiting: Sequence[RecheckRow], disputed: Sequence[RecheckRow]) -> dict[str, Any]:
    """Return what waits for people, and what was disputed."""

    def line(row: RecheckRow) -> dict[str, Any]:
        return _recheck(row) | {"case_id": row.case_id, "number": row.number, "matter": said(row.matter)}

    return {"waiting": [line(r) for r in waiting], "disputed": [line(r) for r in disputed]}


def seeds(lines: Sequence[SeedLine]) -> dict[str, Any]:
    """Return the seeds of the draws."""
    return {"seeds": [{"month": s.month, "digest": s.digest, "seed": s.seed} for s in lines]}


def minutes(took: Minutes) -> dict[str, Any]:
    """Return how long a visit took."""
    results = [{"case_id": case_id, "minutes": n} for case_id, n in took.to_result.items()]
    return {"to_acceptance": took.to_acceptance, "to_result": results}
