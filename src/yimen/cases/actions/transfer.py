"""Send a case to the authority outside that has to decide it (移送其他机关): it ends here without decision.

Who is not competent does not decide (行政复议法 art 64(1)4 and 行政诉讼法 art 70(4) quash what exceeds powers); the
article that makes the other authority competent is written by who sends it. Before acceptance the window says where to
go instead (行政许可法 art 32(1)2): that is `redirect`. The paper says where it went and what was sent along.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.handed import check_nothing_awaited
from yimen.cases.actions.inside.paper import paper_of_case
from yimen.cases.actions.inside.steps import drop
from yimen.cases.actions.inside.turns import texts, turned
from yimen.cases.models import Case, Step
from yimen.cases.reads.after import sent_along
from yimen.cases.reads.seen import seen_case
from yimen.cases.rules.turns import TurnKind
from yimen.cases.states import CaseVerb, StepState
from yimen.catalogue.states import Decider
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, Conflict
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.notices.states import DocumentKind
from yimen.people.reads import offices

LONGEST = 200
_NAME = Words("请写明移送到哪个机关（200字以内）。", "Say which authority it goes to (200 characters at most).")
_ADDRESS = Words(
    "请写明该机关的地址（200字以内），当事人要找得到。",
    "Give that authority's address (200 characters at most): the parties must find it.",
)
_OURS = Words("这是本地的部门，请用“移交部门”。", "This is a department of the house: hand it over instead.")
_WITH_A_SYSTEM = Words(
    "这一件正在业务系统里办理，可能马上就有结果。请等它答复后再移送。",
    "A department's system is at work on it and may decide any moment. Send it away after it has answered.",
)


@dataclass(frozen=True, slots=True)
class Authority:
    """Where a case goes: the name, and address and telephone; empty ones are taken from the region's own offices."""

    name: str
    address: str = ""
    phone: str = ""


@entry(
    "case",
    CaseVerb.TRANSFER,
    citizen=Words("已移送{to}（{address}）：{reason}", "Sent to {to} ({address}): {reason}"),
    clerk=Words(
        "{by}移送{to}（{address}）：{reason}（{basis}）", "{by} sent it to {to} ({address}): {reason} ({basis})"
    ),
)
class Transfer(Entry, frozen=True):
    """A case ended here because another authority has to decide it."""

    to: str
    address: str
    reason: str
    basis: str


def transfer(*, case_id: UUID, to: Authority, reason: str, basis: str, actor: Actor) -> None:
    """Send the case away and end it here.

    Raises BadInput by field, Conflict while a department's system has a step, Refused, NotFound.
    """
    row = seen_case(actor, case_id)
    CASE.guard(actor, CaseVerb.TRANSFER, row)
    told = texts(row, transfer_reason=reason, transfer_basis=basis)
    authority = _known(to, row)
    with CASE.act(CaseVerb.TRANSFER, case_id, actor=actor) as deed:
        case = deed.subject
        check_nothing_awaited(case)
        if Step.objects.filter(case=case.id, state=StepState.OPEN, decided_by=Decider.CONNECTOR).exists():
            raise Conflict(_WITH_A_SYSTEM)
        kept = {"reason": told["transfer_reason"], "basis": told["transfer_basis"]}
        kept |= {"to": authority.name, "address": authority.address}
        turn = turned(deed, case, TurnKind.TRANSFERRED, kept)
        drop([case.id], deed.now)
        case.ended_at = deed.now
        deed.note(case, Transfer(**kept))
        paper_of_case(
            deed,
            case,
            DocumentKind.TRANSFER,
            source=("turn", turn.id),
            phone=authority.phone,
            lines=sent_along(case),
            **kept,
        )


def _known(to: Authority, case: Case) -> Authority:
    """The authority with what the region's profile knows of it. Raises BadInput for what is missing."""
    name, address, phone = to.name.strip(), to.address.strip(), to.phone.strip()[:40]
    office = next((o for o in offices().values() if name in (o.code, o.name.zh)), None)
    wrong: dict[str, tuple[Words, ...]] = {}
    if office is not None and office.code == case.department_id:
        wrong["authority"] = (_OURS,)
    if office is not None:
        name, address, phone = office.name.zh, address or office.address, phone or office.phone
    if not 1 <= len(name) <= LONGEST or "\0" in name:
        wrong["authority"] = (_NAME,)
    if not 1 <= len(address) <= LONGEST or "\0" in address + phone:
        wrong["address"] = (_ADDRESS,)
    if wrong:
        raise BadInput(next(iter(wrong.values()))[0], wrong)
    return Authority(name, address, phone)
