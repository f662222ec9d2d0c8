"""Take an application back (撤回申请): every matter that is not decided ends, at any window, on a signed request.

Law: 不动产登记暂行条例 art 15(2) (until the entry in the register the applicants may withdraw: an approval that waits
for its entry does not stand in the way); for other matters general: an application is its applicants' own until it has
its result. What has its result stays.
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.opinions import opinion_text
from yimen.cases.actions.inside.paper import paper_of_case
from yimen.cases.actions.inside.steps import drop
from yimen.cases.models import Case, Step
from yimen.cases.reads.application import filled
from yimen.cases.states import FINAL, CaseVerb, StepState
from yimen.catalogue.reads import standard
from yimen.catalogue.states import Decider
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, Conflict
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.notices.states import DocumentKind

_SIGNED = Words(
    "撤回要有全体申请人签名的撤回申请书。请收到签好的申请书后再办。",
    "A withdrawal needs a request signed by all applicants. Take the signed request first.",
)
_NOTHING = Words(
    "这份申请的事项都已经办结或还没有受理，没有可以撤回的。",
    "Every matter of this application has ended or is not accepted yet: there is nothing to withdraw.",
)

_WITH_A_SYSTEM = Words(
    "“{matter}”正在业务系统里办理，可能马上就有结果。请等它答复后再撤回。",
    "“{matter}” is with a department's system and may be decided any moment. Withdraw after it has answered.",
)


@entry(
    "case",
    CaseVerb.WITHDRAW,
    citizen=Words("您撤回了申请：{reason}", "You withdrew the application: {reason}"),
    clerk=Words("{by}办理撤回申请：{reason}", "{by} took the withdrawal: {reason}"),
)
class Withdraw(Entry, frozen=True):
    """A case ended because its applicants took the application back."""

    reason: str


def withdraw(*, application_id: UUID, reason: str, is_signed_by_all: bool, actor: Actor) -> None:
    """End every matter of the application that has no result yet. Raises NotFound, BadInput, Conflict, Refused."""
    reason = opinion_text(reason, "reason")
    if not is_signed_by_all:
        raise BadInput(_SIGNED, {"is_signed_by_all": [_SIGNED]})
    row = filled(actor, application_id).row
    running = Case.objects.filter(application=row.id).exclude(state__in=FINAL).values_list("id", flat=True)
    ids = set(running)
    if not ids:
        raise Conflict(_NOTHING)
    with CASE.act(CaseVerb.WITHDRAW, ids, actor=actor) as deed:
        _check_systems(ids)
        drop([c.id for c in deed.subjects], deed.now)
        for case in deed.subjects:
            case.ended_at = deed.now
            deed.note(case, Withdraw(reason=reason))
        for case in deed.subjects:
            paper_of_case(deed, case, DocumentKind.WITHDRAWAL, reason=reason)


def _check_systems(ids: set[UUID]) -> None:
    """What a system decides at this moment cannot be taken back from under it: its answer would find nothing."""
    asked = Step.objects.filter(case__in=ids, state=StepState.OPEN, decided_by=Decider.CONNECTOR)
    step = asked.select_related("case").first()
    if step is not None:
        raise Conflict(
            Words(
                _WITH_A_SYSTEM.zh.format(matter=standard(step.case.matter_id).acceptance.name.zh),
                _WITH_A_SYSTEM.en.format(matter=standard(step.case.matter_id).acceptance.name.en),
            )
        )
