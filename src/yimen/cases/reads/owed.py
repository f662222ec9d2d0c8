"""What cases were accepted without, as every door shows it: what, why, until when, what became of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from yimen.cases.models import Case, Clock, Owed
from yimen.cases.reads.lists import masked_people
from yimen.cases.reads.seen import seen_cases
from yimen.cases.rules.owed import OWING_WORDS, SETTLED_WORDS, Owing, Settled
from yimen.cases.states import CaseState, ClockKind
from yimen.catalogue.reads import standard
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.people.states import Post

_FIRST = datetime.min.replace(tzinfo=OFFICE_ZONE)
"""What was objected to comes first: it has no limit of its own."""
_CLOCK = {Owing.TOLERANCE: ClockKind.TOLERANCE, Owing.PROMISE: ClockKind.PROMISE}


@dataclass(frozen=True, slots=True)
class OwedSheet:
    """A document that a case was accepted without.

    `until`: when it has to come, or the promise has to be checked; None before the decision and once it is settled.
    """

    key: str
    name: Words
    kind: str
    kind_words: Words
    until: datetime | None
    outcome: str
    outcome_words: Words
    settled_at: datetime | None
    evidence: str
    objection: str
    objected_at: datetime | None
    paper_id: UUID | None = None

    @property
    def is_open(self) -> bool:
        """Return whether it has still to come, or to be checked; again after an objection."""
        return not self.outcome or self.objected_at is not None

    @property
    def is_awaited(self) -> bool:
        """Return whether the applicant has still to bring it."""
        return self.kind == Owing.TOLERANCE and not self.outcome

    @property
    def is_over(self) -> bool:
        """Return whether its time has passed."""
        return self.until is not None and clock.now() > self.until

    @property
    def is_untrue(self) -> bool:
        """Return whether the promise was found untrue: what her credit record shows."""
        return self.outcome == Settled.UNTRUE


def owed_of(cases: Collection[Case]) -> Mapping[UUID, tuple[OwedSheet, ...]]:
    """Return what each case was accepted without. Two statements, none when no case owes anything."""
    owing = {case.id: case for case in cases if case.has_owed}
    if not owing:
        return {}
    clocks = Clock.objects.filter(case__in=owing, kind__in=_CLOCK.values(), stopped_at__isnull=True)
    until = {(row.case_id, row.kind): row.until for row in clocks}
    found: dict[UUID, list[OwedSheet]] = {}
    for row in Owed.objects.filter(case__in=owing).order_by("kind", "key"):
        ends = until.get((row.case_id, _CLOCK[Owing(row.kind)])) if not row.outcome else None
        found.setdefault(row.case_id, []).append(_sheet(row, owing[row.case_id], ends))
    return {case_id: tuple(sheets) for case_id, sheets in found.items()}


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise that waits to be checked: the case, what was promised, until when it is to be checked."""

    case_id: UUID
    number: str
    matter: Words
    people: str
    owed: OwedSheet


def promises_to_check(viewer: Actor, limit: int = 200) -> list[PromiseLine]:
    """Return the promises that the viewer's departments have to check, nearest limit first: of granted cases, and again
    after an objection."""
    waiting = Owed.objects.filter(kind=Owing.PROMISE).filter(Q(outcome="") | Q(objected_at__isnull=False))
    rows = seen_cases(viewer).filter(state=CaseState.GRANTED, pk__in=waiting.values("case"))
    cases = list(rows.filter(department__in=viewer.offices(Post.EXAMINER, Post.APPROVER)).order_by("ended_at")[:limit])
    owed = owed_of(cases)
    people = masked_people({case.application_id for case in cases})
    lines = [
        PromiseLine(c.id, c.number, standard(c.matter_id).acceptance.name, people[c.application_id], o)
        for c in cases
        for o in owed[c.id]
        if o.kind == Owing.PROMISE and o.is_open
    ]
    return sorted(lines, key=lambda line: line.owed.until or _FIRST)


def name_of(case: Case, key: str) -> Words:
    """Return what the matter's text calls the document `key`. For actions as well."""
    code = key.partition("@")[0]
    return next(m.name for m in standard(case.matter_id).acceptance.materials if m.code == code)


def _sheet(row: Owed, case: Case, until: datetime | None) -> OwedSheet:
    return OwedSheet(
        key=row.key,
        name=name_of(case, row.key),
        kind=row.kind,
        kind_words=OWING_WORDS[Owing(row.kind)],
        until=until,
        outcome=row.outcome,
        outcome_words=SETTLED_WORDS[row.outcome],
        settled_at=row.settled_at,
        evidence=row.evidence,
        objection=row.objection,
        objected_at=row.objected_at,
        paper_id=row.paper_id,
    )
