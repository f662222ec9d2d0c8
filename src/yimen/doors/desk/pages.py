"""What the desk's pages show: answers and documents side by side, what a system was asked, what law a refusal names.

Asks nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from yimen.cases.reads.after import last_reopening
from yimen.cases.reads.application import Filled
from yimen.cases.reads.outcome import Shown
from yimen.cases.reads.sheets import CaseSheet, StepLine
from yimen.cases.states import CaseVerb, StepState
from yimen.catalogue.rules.citations import cited
from yimen.catalogue.rules.limits import reason_words, rule_of
from yimen.catalogue.rules.piles import Needed
from yimen.catalogue.states import Approver, Decider
from yimen.doors.kit.people import MaterialRow, PersonRow, Sheet, person_rows, pile_groups, sheets_of
from yimen.exchange.reads import MessageSheet
from yimen.exchange.states import MessageState
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.errors import YimenError
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE, Limit
from yimen.people.states import Post

APPLICATION = Words("申请", "Application")


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs to one party, or to the whole (no person): what was answered, and what was handed over."""

    person: PersonRow | None
    answers: tuple[Shown, ...]
    documents: tuple[MaterialRow, ...]
    title: Words = APPLICATION
    """The heading of what belongs to nobody in particular."""


def groups(application: Filled, answers: Sequence[Shown], needed: Sequence[Needed]) -> list[Group]:
    """Return the whole first, then every party in the order of the form; a party without anything is there too."""
    people = {p.place: p for p in person_rows(application.party_sheets, application.bundle.text.roles)}
    names = {place: p.name for place, p in people.items()}
    scans = f"/desk/application/{application.row.id}/scan/"
    small = f"/desk/application/{application.row.id}/thumbnail/"
    found_pile = pile_groups(
        needed, application.given, names, lambda digest: f"{scans}{digest}/", lambda digest: f"{small}{digest}/"
    )
    piles = {g.place: g.rows for g in found_pile}
    roles = [role for section in application.bundle.text.sections for role in section.roles]
    order = sorted(people.values(), key=lambda p: (roles.index(p.role) if p.role in roles else len(roles), p.place))
    roles_of = application.bundle.text.roles
    titles = [s.name for s in application.bundle.text.sections if not any(roles_of[r].is_party for r in s.roles)]
    found = [Group(None, _of("", answers), piles.get("", ()), *titles[-1:])]
    found += [Group(p, _of(p.place, answers), piles.get(p.place, ())) for p in order]
    return [g for g in found if g.person or g.answers or g.documents]


def _of(place: str, answers: Sequence[Shown]) -> tuple[Shown, ...]:
    return tuple(a for a in answers if a.place == place)


def scans_of(found: Sequence[Group]) -> list[Sheet]:
    """Return every scan of the pile in the order of the page."""
    return sheets_of(m for g in found for m in g.documents)


def desk_step(case: CaseSheet) -> StepLine | None:
    """Return the step of a case that is open at a desk."""
    return next((s for s in case.steps if s.state == StepState.OPEN and s.decided_by == Decider.DESK), None)


@dataclass(frozen=True, slots=True)
class ToldOf:
    """What a department's system was asked, in plain words, for the desk that may help it along."""

    step: StepLine
    system: Words
    asked_at: datetime | None
    tries: int
    next: Words
    until: datetime | None


def told_of(step: StepLine, case: CaseSheet) -> ToldOf:
    """Return what is known of a step that a system decides: asked of whom, since when, how often, what comes next."""
    message = step.message
    if message is None:
        return ToldOf(step, step.office, step.opened_at, 0, _BY_PERSON, case.promised_until)
    is_parked = message.state == MessageState.PARKED
    tries = message.tries + 1 if is_parked else message.tries
    return ToldOf(step, message.name, message.written_at, tries, _next_of(message), case.promised_until)


def systems_at_work(case: CaseSheet) -> list[ToldOf]:
    """Return what systems are at work on of a case, none of it in trouble."""
    return [told_of(s, case) for s in case.steps if s.state == StepState.OPEN and s.decided_by == Decider.CONNECTOR]


_BY_PERSON = Words("不会自己再试，等您决定。", "It does not try again by itself: you decide.")


def _next_of(message: MessageSheet) -> Words:
    if message.next_try_at is None:
        return _BY_PERSON
    seconds = max(0, int((message.next_try_at - clock.machine_now()).total_seconds()))
    when = Words(f"大约 {seconds} 秒后", f"in about {seconds} s") if seconds else Words("马上", "at once")
    if message.state == MessageState.SENT:
        return Words(f"对方已收到，{when.zh}再去问结果。", f"It has the request; it is asked for the result {when.en}.")
    return Words(f"{when.zh}自动再试。", f"It is tried again by itself {when.en}.")


@dataclass(frozen=True, slots=True)
class LimitForms:
    """What may be done with a case's limit now, and by which article of the matter's own law."""

    reasons: tuple[tuple[str, Words], ...]
    pause_article: str
    extension: Words | None
    extension_article: str
    can_pause: bool
    can_resume: bool
    can_extend: bool

    @property
    def is_empty(self) -> bool:
        """Return whether nothing may be done."""
        return not (self.can_pause or self.can_resume or self.can_extend)


_HEADS = {Approver.AGENCY_HEAD: Post.AGENCY_HEAD, Approver.GOVERNMENT_HEAD: Post.GOVERNMENT_HEAD}


def limit_forms(actor: Actor, case: CaseSheet, accepted_at: datetime | None) -> LimitForms:
    """Return what the viewer may do with the case's limit: a pause or an extension only where the law knows one."""
    rule = rule_of(case.standard.acceptance, (accepted_at or clock.now()).astimezone(OFFICE_ZONE).date())
    pauses, more = (rule.pauses, rule.extension) if rule else (None, None)
    order = last_reopening(case.turns)
    if order is not None and order.ordered_date is not None:  # the day is the order's, not the house's to move
        pauses = more = None
    return LimitForms(
        reasons=tuple((r, reason_words(r)) for r in pauses.reasons) if pauses else (),
        pause_article=cited(rule.law, pauses.article) if rule and pauses else "",
        extension=Limit.parse(more.limit).words if more else None,
        extension_article=cited(rule.law, more.article) if rule and more else "",
        can_pause=pauses is not None and CaseVerb.PAUSE in case.allowed,
        can_resume=CaseVerb.RESUME in case.allowed,
        can_extend=more is not None and CaseVerb.EXTEND in case.allowed and actor.holds(_HEADS.get(more.by, "")),
    )


def basis_of(case: CaseSheet) -> list[str]:
    """Return the laws and articles that the matter's standard rests on, each once, in Chinese as the law is."""
    acceptance = case.standard.acceptance
    bases = [*acceptance.basis, *(b for m in acceptance.materials for b in m.basis)]
    return list(dict.fromkeys(f"《{b.law}》第{b.article}条" if b.article else f"《{b.law}》" for b in bases))


def basis_words(chosen: str, typed: str) -> str:
    """Return the basis of a refusal from the one chosen in the list and what was typed beside it.

    >>> basis_words("《契税法》第11条", " 另见第4条 "), basis_words("", "第22条"), basis_words(" ", "")
    ('《契税法》第11条；另见第4条', '第22条', '')
    """
    return "；".join(part for part in (chosen.strip(), typed.strip()) if part)


def is_said_beside(problem: YimenError | None) -> bool:
    """Return whether the sentence stands beside the field it is about: then it is not said at the top as well."""
    fields: Mapping[str, Sequence[Words]] = getattr(problem, "fields", {})
    return problem is not None and any(problem.words in words for words in fields.values())
