"""What may be done beside a case's steps now, as its page draws it: which forms, and what they choose from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yimen.cases.actions.ask_hearing import BY
from yimen.cases.reads.proceedings import ProceedingSheet, officers_of
from yimen.cases.reads.sheets import CaseSheet
from yimen.cases.rules.proceedings import HearingData, knows_hearing
from yimen.cases.states import STAND_WORDS, CaseVerb, ProceedingKind, ProceedingState
from yimen.catalogue.rules.limits import rule_of
from yimen.doors.kit.moments import day_words
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.people.reads import departments
from yimen.people.states import Post

_PLANNED = Words("要提前七个工作日通知，最晚{last}。", "Told seven working days before; {last} is the latest day.")


@dataclass(frozen=True)
class Beside:
    """Which forms stand open to the viewer, and their choices."""

    verbs: frozenset[str]
    departments: tuple[tuple[str, Words], ...] = ()
    staff: tuple[tuple[int, str], ...] = ()
    stands: tuple[tuple[str, Words], ...] = ()
    askers: tuple[tuple[str, Words], ...] = ()
    planned_hint: Words | None = None

    def __getattr__(self, verb: str) -> bool:
        """Return whether a form is open, by the name of its verb: for templates."""
        if verb not in set(CaseVerb):
            raise AttributeError(verb)
        return verb in self.verbs


def beside_steps(viewer: Actor, case: CaseSheet, department: str, accepted_at: datetime | None) -> Beside:
    """Return the forms of a case for its viewer. Two statements for who works on it, none for others."""
    hearing = next((p for p in case.proceedings if p.kind is ProceedingKind.HEARING), None)
    verbs = frozenset(v for v in case.allowed if _is_open(viewer, case, v, hearing, accepted_at))
    is_working = bool(verbs & {CaseVerb.CONSULT, CaseVerb.VISIT, CaseVerb.SCHEDULE_HEARING, CaseVerb.REPLACE_CHAIR})
    others = departments() if CaseVerb.CONSULT in verbs else {}
    return Beside(
        verbs=verbs,
        departments=tuple((code, office.name) for code, office in others.items() if code != department),
        staff=tuple(officers_of(department).items()) if is_working else (),
        stands=tuple((str(stand), words) for stand, words in STAND_WORDS.items()),
        askers=tuple(BY.items()),
        planned_hint=_PLANNED.fill(last=day_words(hearing.until)) if hearing and hearing.until else None,
    )


def _is_open(
    viewer: Actor, case: CaseSheet, verb: str, hearing: ProceedingSheet | None, accepted_at: datetime | None
) -> bool:
    """Whether the form makes sense now: the verb is allowed by state and post, and there is something to do it on."""
    state = hearing.state if hearing else None
    match verb:
        case CaseVerb.OFFER_HEARING:
            acceptance = case.standard.acceptance
            on = (accepted_at or clock.now()).astimezone(OFFICE_ZONE).date()
            return hearing is None and knows_hearing(acceptance.type, rule_of(acceptance, on))
        case CaseVerb.ASK_HEARING:
            return hearing is not None and state is ProceedingState.TOLD and not hearing.is_late
        case CaseVerb.SCHEDULE_HEARING:
            return state is ProceedingState.ASKED
        case CaseVerb.REPLACE_CHAIR:
            return state is ProceedingState.SCHEDULED
        case CaseVerb.HOLD_HEARING:
            chair = hearing.data.chair if hearing and isinstance(hearing.data, HearingData) else 0
            return state is ProceedingState.SCHEDULED and int(viewer.id) == chair
        case CaseVerb.OPINE:
            mine = viewer.offices(Post.EXAMINER, Post.APPROVER)
            asked = [p for p in case.proceedings if p.kind is ProceedingKind.OPINION and p.ended_at is None]
            return any(p.office_code in mine for p in asked)
        case CaseVerb.CONSULT | CaseVerb.VISIT | CaseVerb.INFORM | CaseVerb.HEAR:
            return True
    return False
