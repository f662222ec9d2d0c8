"""Hand a case over to the department of the house that has to decide it (移交部门).

Who is not competent does not decide (行政复议法 art 64(1)4 and 行政诉讼法 art 70(4) quash what exceeds powers); which
article makes the other department competent is written by who hands it over. No law stops the limit for it, so the
limit runs on. The pile goes along and is not asked again. The former department keeps reading what it did; the
examination is done anew by the new one.
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.handed import check_nothing_awaited, move, posts_of_desk, receiving, steps_left
from yimen.cases.actions.inside.paper import paper_of_case
from yimen.cases.actions.inside.turns import texts, turned
from yimen.cases.models import Case, Step
from yimen.cases.reads.seen import seen_case
from yimen.cases.rules.turns import TurnKind
from yimen.cases.states import CaseVerb, StepState
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.notices.states import DocumentKind
from yimen.people.reads import offices


@entry(
    "case",
    CaseVerb.HAND_OVER,
    citizen=Words("移交{to}办理，期限不变：{reason}", "Handed over to the {to_en}; the limit is the same: {reason}"),
    clerk=Words(
        "{by}由{former}移交{to}：{reason}（{basis}）",
        "{by} handed it from the {former_en} to the {to_en}: {reason} ({basis})",
    ),
)
class HandOver(Entry, frozen=True):
    """A case went to another department of the house."""

    code: str
    to: str
    to_en: str
    former: str
    former_en: str
    reason: str
    basis: str


def hand_over(*, case_id: UUID, to: str, reason: str, basis: str, actor: Actor) -> None:
    """Hand the case over to the department `to` (its code).

    Raises BadInput by field, Conflict when a system of the department has a step left, Refused, NotFound.
    """
    row = seen_case(actor, case_id)
    CASE.guard(actor, CaseVerb.HAND_OVER, row)
    told = texts(row, transfer_reason=reason, transfer_basis=basis)
    with CASE.act(CaseVerb.HAND_OVER, case_id, actor=actor) as deed:
        case, former = deed.subject, offices()[deed.subject.department_id]
        check_nothing_awaited(case)
        left = steps_left(case)
        office = receiving(case, to, posts_of_desk(case))
        kept = {"reason": told["transfer_reason"], "basis": told["transfer_basis"]}
        turn = turned(deed, case, TurnKind.HANDED_OVER, {"to": to, **kept})
        paper = {"to": office.name.zh, "address": office.address, "phone": office.phone, **kept}
        _examined_anew(case, left)
        deed.note(
            case,
            HandOver(
                code=to,
                to=office.name.zh,
                to_en=office.name.en,
                former=former.name.zh,
                former_en=former.name.en,
                **kept,
            ),
        )
        paper_of_case(deed, case, DocumentKind.HAND_OVER, source=("turn", turn.id), **paper)
        move(case, [*left, *_examination(case)], to)


def _examination(case: Case) -> list[Step]:
    return list(Step.objects.filter(case=case.id, verb=CaseVerb.EXAMINE, office=case.department_id))


def _examined_anew(case: Case, left: list[Step]) -> None:
    """What the former department examined is examined again; what rested on it waits."""
    examination = Step.objects.filter(case=case.id, verb=CaseVerb.EXAMINE, state=StepState.DONE).first()
    if examination is None:
        return
    case.examined_by_id = None
    for step in (examination, *(s for s in left if examination.key in s.needs)):
        Step.objects.filter(pk=step.pk).update(
            state=StepState.WAITING,
            opened_at=None,
            until=None,
            done_at=None,
            done_by="",
            remark="",
            attempt=step.attempt + 1,
        )
