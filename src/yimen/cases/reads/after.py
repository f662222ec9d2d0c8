"""What may still happen to a case besides its straight way: what happened, with which papers, and what may be done."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from yimen.cases.models import Case, Pause, Turn
from yimen.cases.reads.application import filled_row
from yimen.cases.rules.turns import OrderBy, TurnKind
from yimen.kernel.rows import rows
from yimen.kernel.words import Words
from yimen.people.reads import offices


@dataclass(frozen=True)
class TurnSheet:
    """A turn that a case took; `told` is what was told of it, `ordered_date` the day an order names."""

    id: UUID
    case_id: UUID
    kind: str
    at: datetime
    told: dict[str, str]
    ordered_date: date | None


def turns_of(case_ids: Collection[UUID]) -> list[TurnSheet]:
    """Return the turns of cases, oldest first; no statement for no case."""
    if not case_ids:
        return []
    found = Turn.objects.filter(case__in=list(case_ids)).order_by("at", "id")
    return [TurnSheet(t.id, t.case_id, t.kind, t.at, dict(t.told), t.ordered_date) for t in found]


def pauses_of(case_ids: Sequence[UUID]) -> list[Pause]:
    """Return the pauses of cases, oldest first; no statement for no case."""
    return list(Pause.objects.filter(case__in=case_ids).order_by("first_date", "id")) if case_ids else []


def last_reopening(turns: Sequence[TurnSheet]) -> TurnSheet | None:
    """Return the last order to decide anew, None where there is none."""
    return next((t for t in reversed(turns) if t.kind == TurnKind.REOPENED), None)


def same_act_rule(order: TurnSheet) -> Words:
    """Return what the law says of the new decision after an order, as its approver reads it."""
    if order.told["by"] == OrderBy.COURT:
        return Words(
            "《行政诉讼法》第七十一条：不得以同一的事实和理由作出与原行政行为基本相同的行政行为。",
            "行政诉讼法 art 71: not the same act in essence on the same facts and reasons.",
        )
    if order.told.get("is_procedural"):
        return Words(
            "《行政复议法》第六十四条：原决定因违反法定程序被撤销，补正程序后可以作出相同的决定。",
            "行政复议法 art 64: quashed for its procedure; once that is right the same decision is possible.",
        )
    return Words(
        "《行政复议法》第六十四条：不得以同一事实和理由作出与原来相同或者基本相同的行政行为。",
        "行政复议法 art 64: not the same act, or one the same in essence, on the same facts and reasons.",
    )


def sent_along(case: Case) -> list[dict[str, object]]:
    """Return the material that goes with a case, for a paper: name, what is with the original, scanned pages."""
    application = filled_row(case.application)
    names = {m.code: m.name.zh for a in application.bundle.acceptances for m in a.materials}
    return [
        {"name": names.get(sheet.code, sheet.code), "original": sheet.trust_words.zh, "pages": sheet.pages}
        for sheet in application.given.values()
    ]


_ABLE = """
SELECT p.office FROM people_appointment p
  JOIN people_department d ON d.code = p.office
  JOIN accounts_account a ON a.id = p.account_id
 WHERE p.is_held AND a.is_active AND p.post = ANY(%s) AND p.office <> %s
 GROUP BY p.office HAVING count(DISTINCT p.post) = %s
 ORDER BY p.office
"""


def departments_able(posts: Collection[str], but: str) -> list[tuple[str, Words]]:
    """Return the departments with somebody for each of these posts, code and name, but for one."""
    wanted = sorted(posts)
    return [(row[0], offices()[row[0]].name) for row in rows(_ABLE, [wanted, but, len(wanted)])] if wanted else []
