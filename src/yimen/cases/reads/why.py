"""Why a table decided as it did, in plain words: officer and citizen read the same sheet.

Law: 个人信息保护法 art 24 (automated decisions are transparent, and explained on request).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from yimen.cases.access import may_case
from yimen.cases.models import Case, Party, Recheck, Step, Trace
from yimen.cases.reads.seen import seen_case
from yimen.cases.rules.at_once import RECHECK_WORDS, RecheckKind, Shortcut
from yimen.cases.rules.table_decision import TableAnswer
from yimen.cases.states import CASE_TABLE, CaseVerb
from yimen.catalogue.reads import standard
from yimen.catalogue.states import Decider
from yimen.kernel.action import allowed_verbs
from yimen.kernel.actor import Actor, house
from yimen.kernel.errors import NotFound
from yimen.kernel.keys import ring
from yimen.kernel.words import Words


@dataclass(frozen=True)
class RecheckLine:
    """People looked again, or are about to: why, since when, what she asked, what was found."""

    kind: str
    kind_words: Words
    opened_at: datetime
    words: str
    answered_at: datetime | None
    is_confirmed: bool | None
    opinion: str

    @property
    def is_open(self) -> bool:
        """Return whether it waits for an answer."""
        return self.answered_at is None


@dataclass(frozen=True)
class WhySheet:
    """How a case is decided that a table may decide: by whom now, what the table said, what people said of it since.

    `answer` is None before the table was asked, and when a person was asked for first. `version` is that of the
    matter's standard, which holds the table's text.
    """

    case_id: UUID
    number: str
    matter: Words
    version: str
    state: str
    is_with_person: bool
    answer: TableAnswer | None
    answered_at: datetime | None
    rechecks: tuple[RecheckLine, ...]
    person_ids: tuple[UUID, ...]
    """Whose facts it shows."""
    allowed: frozenset[str]
    """What the viewer may do with the case."""

    @property
    def can_ask(self) -> bool:
        """Return whether she may ask now that a person decides or reviews it."""
        if self.answer is not None and self.answer.is_granted:
            return not any(r.is_open and r.kind == RecheckKind.ASKED for r in self.rechecks)
        return not self.is_with_person and self.state in ("accepted", "paused")

    @property
    def to_answer(self) -> tuple[RecheckLine, ...]:
        """Return the rechecks that wait for the viewer."""
        verbs = {RecheckKind.SAMPLE: CaseVerb.SAMPLE_CHECK, RecheckKind.ASKED: CaseVerb.REVIEW}
        return tuple(r for r in self.rechecks if r.is_open and verbs[RecheckKind(r.kind)] in self.allowed)


def why(viewer: Actor, case_id: UUID) -> WhySheet:
    """Return how the case is decided. Raises NotFound, also for a case that no table decides."""
    case = seen_case(viewer, case_id)
    if case.shortcut != Shortcut.TABLE:
        raise NotFound
    steps = list(Step.objects.filter(case=case.id).select_related("trace"))
    trace = next((s.trace for s in steps if hasattr(s, "trace")), None)
    by_table = [s for s in steps if s.decided_by == Decider.TABLE]
    people = Party.objects.filter(application=case.application_id, person__isnull=False).order_by("person_id")
    acceptance = standard(case.matter_id).acceptance
    return WhySheet(
        case_id=case.id,
        number=case.number,
        matter=acceptance.name,
        version=acceptance.version,
        state=case.state,
        is_with_person=not by_table,
        answer=opened(trace) if trace else None,
        answered_at=trace.answered_at if trace else None,
        rechecks=_lines(case),
        person_ids=tuple(people.values_list("person_id", flat=True)),
        allowed=allowed_verbs(viewer, case, CASE_TABLE, may_case),
    )


def why_of(application_id: UUID, case_id: UUID) -> WhySheet:
    """Return the sheet of one of the application's cases, for who proved to be its party. Raises NotFound."""
    if not Case.objects.filter(pk=case_id, application=application_id).exists():
        raise NotFound
    return why(house("progress"), case_id)


def opened(trace: Trace) -> TableAnswer:
    """Return what the table said, from what was kept."""
    text = ring().opened(bytes(trace.content_sealed), sealing_context(trace.step_id))
    return TableAnswer.from_json(msgspec.json.decode(text))


def sealing_context(step_id: UUID) -> bytes:
    """Return what binds the sealed answer to its step."""
    return b"trace:" + step_id.bytes


def _lines(case: Case) -> tuple[RecheckLine, ...]:
    rows = Recheck.objects.filter(case=case.id).order_by("opened_at", "id")
    return tuple(
        RecheckLine(
            kind=row.kind,
            kind_words=RECHECK_WORDS[row.kind],
            opened_at=row.opened_at,
            words=row.words,
            answered_at=row.answered_at,
            is_confirmed=row.is_confirmed,
            opinion=row.opinion,
        )
        for row in rows
    )
