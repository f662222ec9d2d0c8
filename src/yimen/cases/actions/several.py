"""The same verb on several cases or applications, one after the other (批量办理): never a second way of doing it.

Each is done by its own verb in its own deed, with every rule of that verb; what one of them says no to is its own line,
and the others are done all the same. Four eyes, claims and completeness are asked of each as if it came alone: the law
wants every application decided on its own (行政许可法 art 34, 38).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from yimen.cases.access import scope
from yimen.cases.actions.accept import accept
from yimen.cases.actions.approve import approve
from yimen.cases.actions.check import check
from yimen.cases.actions.examine import examine
from yimen.cases.actions.hand_out import hand_out
from yimen.cases.actions.inside.claims import NOT_AT_DESK, desk_step
from yimen.cases.actions.inside.opinions import opinion_text
from yimen.cases.models import Application, Case, visible_applications, visible_cases
from yimen.cases.states import CaseVerb
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, Conflict, NotFound, YimenError
from yimen.kernel.visible import within
from yimen.kernel.words import Words

MOST = 50
_NONE = Words("请至少选一件。", "Choose at least one.")
_TOO_MANY = Words(f"一次最多选{MOST}件，请分几次办。", f"At most {MOST} in one go. Do it in parts.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one of several: done, or why not. `number` is empty for what is not the actor's to see."""

    id: UUID
    number: str
    is_done: bool
    words: Words


@dataclass(frozen=True, slots=True)
class Handed:
    """A certificate to hand out: of which case, to which party (`buyer[0]`)."""

    application_id: UUID
    case_id: UUID
    receiver: str


_DONE: Mapping[str, Words] = {
    CaseVerb.EXAMINE: Words("已审查。", "Examined."),
    CaseVerb.APPROVE: Words("已审批同意。", "Approved."),
    CaseVerb.CHECK: Words("已核准。", "Checked."),
}


def decide_several(*, case_ids: Sequence[UUID], opinion: str, actor: Actor) -> list[Outcome]:
    """Examine, check or approve each case, as its step at the desk asks, with one opinion; return a line for each.

    Raises BadInput for no opinion, nothing chosen or too much; whatever else is wrong stands in the line.
    """
    chosen, opinion = _chosen(case_ids, "case"), opinion_text(opinion)
    seen = within(Case.objects.all(), visible_cases(scope(actor), clock.today())).filter(pk__in=chosen)
    cases = {row.id: row for row in seen}

    def decide(case_id: UUID) -> Words:
        if case_id not in cases:
            raise NotFound
        return _DONE[_decide(case_id, cases[case_id].application_id, opinion, actor)]

    return _each(chosen, {i: row.number for i, row in cases.items()}, decide)


def _decide(case_id: UUID, application_id: UUID, opinion: str, actor: Actor) -> str:
    verb = desk_step(case_id).verb
    if verb == CaseVerb.EXAMINE:
        examine(case_id=case_id, opinion=opinion, actor=actor)
    elif verb == CaseVerb.APPROVE:
        approve(case_id=case_id, opinion=opinion, actor=actor)
    elif verb == CaseVerb.CHECK:
        check(application_id=application_id, opinion=opinion, actor=actor)
    else:
        raise Conflict(NOT_AT_DESK)
    return verb


def accept_several(*, application_ids: Sequence[UUID], actor: Actor) -> list[Outcome]:
    """Accept each application, such as a firm's that waited for correction; return a line for each, with its number.

    Raises BadInput for nothing chosen or too much; what an application still lacks stands in its line.
    """
    chosen = _chosen(application_ids, "application")

    def take(application_id: UUID) -> Words:
        number = accept(application_id=application_id, actor=actor)
        return Words(f"已受理，受理号{number}。", f"Accepted under number {number}.")

    return _each(chosen, _receipt_numbers(chosen, actor), take)


def hand_out_several(*, results: Sequence[Handed], actor: Actor) -> list[Outcome]:
    """Hand out each certificate that waits at the window; return a line for each case.

    Raises BadInput for nothing chosen or too much.
    """
    chosen = _chosen([r.case_id for r in results], "result")
    by_case = {r.case_id: r for r in results}
    numbers = _receipt_numbers({r.application_id for r in results}, actor)

    def give(case_id: UUID) -> Words:
        told = by_case[case_id]
        hand_out(application_id=told.application_id, case_id=case_id, receiver=told.receiver, actor=actor)
        return Words("已发证。", "Handed out.")

    return _each(chosen, {r.case_id: numbers.get(r.application_id, "") for r in results}, give)


def _each(chosen: Sequence[UUID], numbers: Mapping[UUID, str], do: Callable[[UUID], Words]) -> list[Outcome]:
    """Do the verb on each; a verb that says no has written nothing, and the next is done."""
    outcomes = []
    for one in chosen:
        try:
            words, is_done = do(one), True
        except YimenError as no:
            words, is_done = _why(no), False
        outcomes.append(Outcome(one, numbers.get(one, ""), is_done, words))
    return outcomes


def _why(no: YimenError) -> Words:
    """Return the sentence of an error, with those of its fields."""
    every = [no.words]
    if isinstance(no, BadInput):
        every += [words for told in no.fields.values() for words in told]
    told = {words.zh: words for words in every}.values()
    return Words("".join(w.zh for w in told), " ".join(w.en for w in told))


def _chosen(ids: Sequence[UUID], field: str) -> list[UUID]:
    chosen = list(dict.fromkeys(ids))
    if not chosen or len(chosen) > MOST:
        words = _TOO_MANY if chosen else _NONE
        raise BadInput(words, {field: [words]})
    return chosen


def _receipt_numbers(ids: Collection[UUID], actor: Actor) -> Mapping[UUID, str]:
    seen = within(Application.objects.all(), visible_applications(scope(actor), clock.today()))
    return {i: number or "" for i, number in seen.filter(pk__in=list(ids)).values_list("pk", "receipt_no")}
