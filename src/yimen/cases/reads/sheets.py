"""An application and a case as their pages show them, with the verbs the viewer may do now."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from yimen.cases.access import may_application, may_case, scope
from yimen.cases.models import Case, Step, visible_cases
from yimen.cases.reads.after import TurnSheet, pauses_of, turns_of
from yimen.cases.reads.application import Filled, PartySheet, filled, filled_row
from yimen.cases.reads.proceedings import ProceedingSheet, proceedings
from yimen.cases.reads.seen import seen_cases
from yimen.cases.rules.hands import decided_before, examined_before
from yimen.cases.states import (
    APPLICATION_STATE_WORDS,
    APPLICATION_TABLE,
    CASE_STATE_WORDS,
    CASE_TABLE,
    STEP_STATE_WORDS,
    CaseVerb,
)
from yimen.catalogue.reads import Standard, standard
from yimen.exchange.reads import MessageSheet, for_sources
from yimen.exchange.states import MessageState
from yimen.kernel import clock, history
from yimen.kernel.action import allowed_verbs
from yimen.kernel.actor import Actor, ActorKind
from yimen.kernel.errors import NotFound
from yimen.kernel.journal import Recorded
from yimen.kernel.words import Words
from yimen.licences.reads import LicenceSheet, of_sources
from yimen.notices.reads import DocumentSheet
from yimen.notices.reads import of_source as documents_of
from yimen.notices.reads import of_sources as documents_of_many
from yimen.payments.reads import PaymentSheet
from yimen.payments.reads import of_source as payment_of
from yimen.payments.states import PaymentState
from yimen.people.reads import offices


@dataclass(frozen=True)
class StepLine:
    """A step as a line: who, since when, waiting for whom, result."""

    id: UUID
    code: str
    name: Words
    office: Words
    decided_by: str
    verb: str
    state: str
    state_words: Words
    opened_at: datetime | None
    until: datetime | None
    done_at: datetime | None
    waits_for: tuple[Words, ...]
    values: dict[str, str]
    remark: str
    message: MessageSheet | None = None
    key: str = ""
    basis: str = ""
    """Of a refusal: the law and article it rests on."""
    claimed_by: str = ""
    claimed_at: datetime | None = None
    is_mine: bool = False
    is_of_viewers_post: bool = False


@dataclass(frozen=True)
class CaseSheet:
    """A case: its matter, where it stands, its limits, its steps, and what the viewer may do."""

    id: UUID
    number: str
    standard: Standard
    department: Words
    department_code: str
    state: str
    state_words: Words
    promised_until: datetime | None
    statutory_until: datetime | None
    ended_at: datetime | None
    result: str
    steps: tuple[StepLine, ...]
    allowed: frozenset[str]
    licence: LicenceSheet | None = None
    told: tuple[MessageSheet, ...] = ()
    """Whom the case's conclusion was told, beside its steps: nothing waits for their answers."""
    documents: tuple[DocumentSheet, ...] = ()
    """Papers of this case alone, such as the decision to refuse it."""
    proceedings: tuple[ProceedingSheet, ...] = ()
    """What happens beside its steps: opinions, hearing, visits, third parties."""
    turns: tuple[TurnSheet, ...] = ()
    """What happened to it beside its straight way, oldest first."""
    shortcut: str = ""
    """How its standard lets it be decided without the department's desk."""

    def has_open(self, verb: str) -> bool:
        """Return whether a step for `verb` is open at a desk."""
        return any(s.verb == verb and s.state == "open" for s in self.steps)

    @property
    def name(self) -> Words:
        """Return the matter's name."""
        return self.standard.acceptance.name


@dataclass(frozen=True)
class ApplicationSheet:
    """An application with its cases, payment, documents and history."""

    filled: Filled
    state_words: Words
    parties: tuple[PartySheet, ...]
    cases: tuple[CaseSheet, ...]
    payment: PaymentSheet | None
    payment_trouble: Words | None
    """Why the card terminal's answer cannot be had, when a person must try again; None otherwise."""
    documents: tuple[DocumentSheet, ...]
    history: tuple[Recorded, ...]
    allowed: frozenset[str]

    @property
    def id(self) -> UUID:
        """Return the application's id."""
        return self.filled.row.id

    @property
    def receipt_no(self) -> str:
        """Return the receipt number, empty before acceptance."""
        return self.filled.row.receipt_no or ""

    @property
    def name(self) -> Words:
        """Return what the application is about."""
        return self.filled.bundle.text.name


def application_sheet(viewer: Actor, application_id: UUID) -> ApplicationSheet:
    """Return an application with all cases the viewer sees. Raises NotFound."""
    application = filled(viewer, application_id)
    rows = list(seen_cases(viewer).filter(application=application_id).order_by("number"))
    cases = _case_sheets(viewer, rows)
    payment = payment_of("application", application_id)
    subjects = [("application", application_id), *(("case", c.id) for c in rows)]
    return ApplicationSheet(
        filled=application,
        state_words=APPLICATION_STATE_WORDS[application.row.state],
        parties=application.party_sheets,
        cases=tuple(cases),
        payment=payment,
        payment_trouble=_payment_trouble(payment) if payment else None,
        documents=tuple(documents_of("application", application_id)),
        history=tuple(history.of(subjects)),
        allowed=allowed_verbs(viewer, application.row, APPLICATION_TABLE, may_application),
    )


def _payment_trouble(payment: PaymentSheet) -> Words | None:
    if payment.state != PaymentState.CHARGING:
        return None
    messages = for_sources("payment", [payment.id])
    return next((m.reason for m in messages if m.state == MessageState.PARKED), None)


@dataclass(frozen=True)
class Given:
    """A step of another matter that this one rests on: whose, where it stands, what came out."""

    matter: Words
    department: Words
    step: StepLine


@dataclass(frozen=True)
class Difference:
    """A system's answer that differs from what was declared or estimated: when, whose, in words."""

    at: datetime
    system: str
    words: Words


@dataclass(frozen=True)
class DeskSheet:
    """A case on the desk: the case, and of the application what its department needs."""

    case: CaseSheet
    filled: Filled
    parties: tuple[PartySheet, ...]
    documents: tuple[str, ...]
    history: tuple[Recorded, ...]
    others: tuple[CaseSheet, ...]
    given: tuple[Given, ...] = ()
    """What this matter's steps rest on of other departments."""
    differences: tuple[Difference, ...] = ()
    """Where a system's answer differed from what was declared, in this case or in what it rests on."""
    department: str = ""
    """The code of the department that holds the case."""
    has_decided: bool = False
    """The viewer examined or decided it before it was opened again by order: she decides nothing of it anew."""
    has_examined: bool = False
    """The viewer examined it in this round or an earlier one: she may not decide on it."""


_OF_ITS_APPLICATION = """
cases_case.application_id = (SELECT cases_case.application_id FROM cases_case WHERE cases_case.id = %s AND ({visible}))
"""


def case_sheet(viewer: Actor, case_id: UUID) -> DeskSheet:
    """Return a case of the viewer's, with what its steps rest on of the other matters of the application.

    Of those nothing else is shown but where they stand. Six statements, one more when a system is at work on a step,
    and when the case has ended. Raises NotFound.
    """
    steps = _steps_around(viewer, case_id)
    application = filled_row(steps[0].case.application)
    siblings = list({s.case_id: s.case for s in steps}.values())
    sheets = {sheet.id: sheet for sheet in _case_sheets(viewer, siblings, steps)}
    own = sheets[case_id]
    given = _rests_on(own, list(sheets.values()), {s.key: tuple(s.needs) for s in steps})
    entries = history.of([("case", key) for key in sheets])
    own_entries = tuple(e for e in entries if e.subject_id == case_id)
    sources = {case_id, *(s.id for s in sheets.values() for g in given if g.step in s.steps)}
    codes = {m.code for m in own.standard.acceptance.materials}
    return DeskSheet(
        case=own,
        filled=application,
        parties=application.party_sheets,
        documents=tuple(k for k, m in application.given.items() if m.code in codes),
        history=own_entries,
        others=tuple(s for s in sheets.values() if s.id != case_id),
        given=given,
        differences=_differences(entries, sources),
        department=next(s.case.department_id for s in steps if s.case_id == case_id),
        has_examined=examined_before(own_entries, viewer.reference),
        has_decided=decided_before(own_entries, viewer.reference),
    )


def _steps_around(viewer: Actor, case_id: UUID) -> list[Step]:
    """The steps of every case of the application of a case that the viewer sees. Raises NotFound."""
    visible = visible_cases(scope(viewer), clock.today())
    condition = RawSQL(  # noqa: S611  (a constant)
        _OF_ITS_APPLICATION.format(visible=visible.sql), (case_id, *visible.values), output_field=BooleanField()
    )
    steps = Step.objects.select_related("case__application", "claimed_by").filter(condition, case__number__gt="")
    found = list(steps.order_by("case__number", "id"))
    if not found:
        raise NotFound
    return found


def _rests_on(own: CaseSheet, sheets: Sequence[CaseSheet], needs: Mapping[str, tuple[str, ...]]) -> tuple[Given, ...]:
    """The steps of other matters that the case's own steps need, directly or through others."""
    ahead, reached = [s.key for s in own.steps], set[str]()
    while ahead:
        key = ahead.pop()
        if key not in reached:
            reached.add(key)
            ahead += needs.get(key, ())
    return tuple(
        Given(sheet.name, sheet.department, step)
        for sheet in sheets
        if sheet.id != own.id
        for step in sheet.steps
        if step.key in reached and step.verb != "check"
    )


def _differences(entries: Sequence[Recorded], cases: Collection[UUID]) -> tuple[Difference, ...]:
    return tuple(
        Difference(e.at, e.actor_name, Words(str(e.data["differences"]), str(e.data["differences_en"])))
        for e in entries
        if e.verb == CaseVerb.ANSWER and e.subject_id in cases and e.data.get("differences")
    )


def _case_sheets(viewer: Actor, rows: Sequence[Case], known: Sequence[Step] | None = None) -> list[CaseSheet]:
    ids = [row.id for row in rows]
    if not ids:
        return []
    steps = list(known) if known is not None else _steps_of(rows[0].application_id)
    # A message is shown while something is asked, and with what went wrong: an answered one is in the step's outcome.
    asked = [s.id for s in steps if s.connector and s.state in ("open", "trouble")]
    messages = {m.source_id: m for m in for_sources("step", asked)} if asked else {}
    turns = turns_of([row.id for row in rows if row.has_papers])
    ended = [row.id for row in rows if row.ended_at]
    certified = [*ended, *{t.case_id for t in turns if t.told.get("former_state") == "granted"}]
    licences = of_sources("case", certified) if certified else {}
    told = for_sources("case", ended) if ended else []
    held = [licence.id for licence in licences.values()]
    with_papers = [row.id for row in rows if row.has_papers]
    beside = [("pause", p.case_id, p.id) for p in pauses_of(with_papers)]
    beside += [("turn", t.case_id, t.id) for t in turns]
    around = proceedings([row.id for row in rows if row.has_proceedings])
    beside += [("proceeding", key, one.id) for key, several in around.items() for one in several]
    sources = {*ended, *held, *with_papers, *(key for _, _, key in beside)}
    papers = documents_of_many(("case", "licence", "pause", "proceeding", "turn"), sources) if sources else {}
    names = {s.key: standard(s.case.matter_id).steps[s.code].name for s in steps}
    done = {s.key for s in steps if s.state == "done"}
    sheets = [_case_sheet(viewer, row, steps, names, done, messages) for row in rows]
    return [
        replace(
            sheet,
            licence=licences.get(sheet.id),
            told=tuple(m for m in told if m.source_id == sheet.id),
            documents=_papers(papers, sheet.id, licences.get(sheet.id), beside),
            proceedings=around.get(sheet.id, ()),
            turns=tuple(t for t in turns if t.case_id == sheet.id),
        )
        for sheet in sheets
    ]


def _papers(
    papers: Mapping[UUID, tuple[DocumentSheet, ...]],
    case_id: UUID,
    licence: LicenceSheet | None,
    beside: Sequence[tuple[str, UUID, UUID]],
) -> tuple[DocumentSheet, ...]:
    """The case's own papers, those of its pauses, turns, proceedings, and of the certificate that holds now."""
    own = [*papers.get(case_id, ())]
    for _, of_case, key in beside:
        if of_case == case_id:
            own += [replace(d, kind=f"{d.kind}-{key}") for d in papers.get(key, ())]
    return (*own, *(papers.get(licence.id, ()) if licence else ()))


def _steps_of(application_id: UUID) -> list[Step]:
    rows = Step.objects.filter(case__application=application_id).select_related("case", "claimed_by")
    return list(rows.order_by("id"))


def _case_sheet(
    viewer: Actor,
    row: Case,
    steps: Sequence[Step],
    names: dict[str, Words],
    done: set[str],
    messages: dict[UUID, MessageSheet],
) -> CaseSheet:
    text = standard(row.matter_id)
    order = list(text.steps)
    own = sorted((s for s in steps if s.case_id == row.id), key=lambda s: order.index(s.code))
    return CaseSheet(
        id=row.id,
        number=row.number,
        standard=text,
        department=offices()[row.department_id].name,
        department_code=row.department_id,
        state=row.state,
        state_words=CASE_STATE_WORDS[row.state],
        promised_until=row.promised_until,
        statutory_until=row.statutory_until,
        ended_at=row.ended_at,
        result=row.result,
        steps=tuple(_step_line(viewer, s, names, done, messages.get(s.id)) for s in own),
        allowed=allowed_verbs(viewer, row, CASE_TABLE, may_case),
        shortcut=row.shortcut,
    )


def _step_line(
    viewer: Actor, step: Step, names: dict[str, Words], done: set[str], message: MessageSheet | None
) -> StepLine:
    values: dict[str, Any] = step.outcome.get("values", {})
    return StepLine(
        id=step.id,
        code=step.code,
        name=names[step.key],
        office=offices()[step.office].name,
        decided_by=step.decided_by,
        verb=step.verb,
        state=step.state,
        state_words=STEP_STATE_WORDS[step.state],
        opened_at=step.opened_at,
        until=step.until,
        done_at=step.done_at,
        waits_for=tuple(names[k] for k in step.needs if k not in done),
        values={k: str(v) for k, v in values.items()},
        remark=step.remark,
        message=message,
        key=step.key,
        basis=str(step.outcome.get("basis", "")),
        claimed_by=step.claimed_by.name if step.claimed_by_id is not None else "",
        claimed_at=step.claimed_at,
        is_mine=step.claimed_by_id is not None and step.claimed_by_id == _account_of(viewer),
        is_of_viewers_post=viewer.holds(step.post, step.office),
    )


def _account_of(viewer: Actor) -> int | None:
    return int(viewer.id) if viewer.kind is ActorKind.STAFF else None
