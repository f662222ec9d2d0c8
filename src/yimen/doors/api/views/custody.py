"""Paper between posts, and the delivery of results: the same verbs as at counter, desk and portal."""

from __future__ import annotations

from base64 import b64encode
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpResponse
from ninja import Query

from yimen.cases.actions.choose import choose
from yimen.cases.actions.compare import compare, look_again
from yimen.cases.actions.deliver import deliver, fetch
from yimen.cases.actions.dispatch import come_back, dispatch
from yimen.cases.actions.inquire import inquire
from yimen.cases.actions.send_paper import send_paper
from yimen.cases.reads.custody import custody_of_case, piles_here
from yimen.cases.reads.papers import own_certificate_pdf, paper_list_pdf
from yimen.cases.rules.codes import spoken
from yimen.custody.actions.dispute import dispute
from yimen.custody.actions.recall import recall
from yimen.custody.actions.receive import receive
from yimen.custody.actions.resolve import resolve
from yimen.custody.reads import hand_over_sheet, hand_overs
from yimen.doors.api import custody_shapes, custody_sheets, custody_told, shapes, sheets
from yimen.doors.api.door import MachineRequest
from yimen.doors.api.machine import binary, read, verb
from yimen.doors.kit.page import address_of
from yimen.kernel.errors import NotFound
from yimen.people.states import Post

CLERK = (Post.WINDOW_CLERK,)
HOLDERS = (Post.WINDOW_CLERK, Post.SECOND_CHECKER, Post.EXAMINER, Post.APPROVER)
READERS = (*HOLDERS, Post.AGENCY_HEAD, Post.HALL_MANAGER)
TAG, PROGRESS = "custody", "progress"
_ONE, _LIST = "/applications/{application_id}/cases/{case_id}/delivery", "/hand-overs/{hand_over_id}"
Which = Annotated[Literal["open", "late", "disputed", "all"], Query(description="Which of them.")]


@read("/hand-overs", posts=READERS, budget=12, answer=custody_sheets.HandOversAnswer, tag=TAG)
def list_hand_overs(request: MachineRequest, which: Which = "open") -> Any:
    """Show hand-overs from and to the token's offices: on their way, late, disputed, or all; next to end first."""
    lines = hand_overs(request.actor, "" if which == "all" else which)
    return {"hand_overs": [custody_told.hand_over_line(line) for line in lines]}


@read("/hand-overs/piles", posts=HOLDERS, budget=12, answer=custody_sheets.PilesAnswer, tag=TAG)
def list_piles(request: MachineRequest) -> Any:
    """Show the cases whose paper lies with the token's posts and may be sent on."""
    return {"piles": [custody_told.pile(line) for line in piles_here(request.actor)]}


@verb(
    "/hand-overs/send",
    posts=HOLDERS,
    budget=40,
    answer=custody_sheets.HandOverDone,
    tag=TAG,
    does=("hand_over.send",),
)
def send_piles(request: MachineRequest, body: custody_shapes.Sending) -> Any:
    """Send the paper of cases to another post; the numbered list is made by itself."""
    told = {"case_ids": body.case_ids, "to_office": body.to_office, "to_post": body.to_post}
    return {"hand_over_id": send_paper(**told, actor=request.actor)}  # type: ignore[arg-type]


@read(_LIST, posts=READERS, budget=12, answer=custody_sheets.HandOverAnswer, tag=TAG)
def show_hand_over(request: MachineRequest, hand_over_id: UUID) -> Any:
    """Show a hand-over: its papers, who signed, what was found."""
    return custody_told.hand_over(hand_over_sheet(request.actor, hand_over_id))


@read(_LIST + "/list", posts=READERS, budget=8, answer=None, tag=TAG, extra=binary("application/pdf"))
def hand_over_list(request: MachineRequest, hand_over_id: UUID) -> HttpResponse:
    """Return the list as PDF. It names no party."""
    return HttpResponse(paper_list_pdf(request.actor, hand_over_id), content_type="application/pdf")


@verb(
    _LIST + "/receive",
    posts=HOLDERS,
    budget=24,
    answer=custody_sheets.HandOverDone,
    tag=TAG,
    does=("hand_over.receive", "hand_over.dispute"),
)
def receive_piles(request: MachineRequest, hand_over_id: UUID, body: custody_shapes.Receiving) -> Any:
    """Receive the papers: every line is answered; what is not right is noted with words."""
    found, remarks = {n.place: n.found for n in body.lines}, {n.place: n.remark for n in body.lines}
    receive(hand_over_id=hand_over_id, found=found, remarks=remarks, actor=request.actor)
    return {"hand_over_id": hand_over_id}


@verb(
    _LIST + "/dispute",
    posts=HOLDERS,
    budget=20,
    answer=custody_sheets.HandOverDone,
    tag=TAG,
    does=("hand_over.dispute",),
)
def dispute_paper(request: MachineRequest, hand_over_id: UUID, body: custody_shapes.LineFound) -> Any:
    """Note later that a paper is missing or not the same."""
    told = {"hand_over_id": hand_over_id, "place": body.place, "found": body.found, "remark": body.remark}
    dispute(**told, actor=request.actor)  # type: ignore[arg-type]
    return {"hand_over_id": hand_over_id}


@verb(
    _LIST + "/resolve",
    posts=READERS,
    budget=20,
    answer=custody_sheets.HandOverDone,
    tag=TAG,
    does=("hand_over.resolve",),
)
def resolve_hand_over(request: MachineRequest, hand_over_id: UUID, body: custody_shapes.Resolution) -> Any:
    """Say what was done about papers that were not right: the giving side, or the hall's manager."""
    resolve(hand_over_id=hand_over_id, resolution=body.resolution, actor=request.actor)
    return {"hand_over_id": hand_over_id}


@verb(
    _LIST + "/recall", posts=HOLDERS, budget=20, answer=custody_sheets.HandOverDone, tag=TAG, does=("hand_over.recall",)
)
def recall_hand_over(request: MachineRequest, hand_over_id: UUID, body: shapes.Nothing) -> Any:  # noqa: ARG001
    """Take a hand-over back before anybody received it."""
    recall(hand_over_id=hand_over_id, actor=request.actor)
    return {"hand_over_id": hand_over_id}


@read("/cases/{case_id}/custody", posts=READERS, budget=16, answer=custody_sheets.CustodyAnswer, tag=TAG)
def show_custody(request: MachineRequest, case_id: UUID) -> Any:
    """Show where a case's paper lies and how its result is delivered."""
    return custody_told.custody(custody_of_case(request.actor, case_id))


@verb(
    _ONE + "/choose",
    posts=CLERK,
    budget=28,
    answer=custody_sheets.ChosenAnswer,
    tag=TAG,
    does=("delivery.choose",),
    is_kept=False,
)
def choose_way(request: MachineRequest, application_id: UUID, case_id: UUID, body: custody_shapes.Way) -> Any:
    """Keep how the applicant wants her result; the code for fetching it online is told once."""
    code = choose(
        application_id=application_id,
        case_id=case_id,
        way=body.way,
        receiver=body.receiver,
        address=body.address,
        actor=request.actor,
    )
    return {"case_id": case_id, "code": spoken(code)}


@verb(
    _ONE + "/compare",
    posts=CLERK,
    budget=28,
    answer=custody_sheets.ComparedAnswer,
    tag=TAG,
    does=("delivery.compare", "delivery.differ"),
)
def compare_originals(
    request: MachineRequest, application_id: UUID, case_id: UUID, body: custody_shapes.Comparing
) -> Any:
    """Note which originals are the same as their scans; a difference stops the result until another has looked."""
    differing = {one.key: one.words for one in body.differing}
    is_same = compare(
        application_id=application_id, case_id=case_id, same=body.same, differing=differing, actor=request.actor
    )
    return {"case_id": case_id, "is_same": is_same}


@verb(
    _ONE + "/look-again",
    posts=CLERK,
    budget=28,
    answer=sheets.CaseDone,
    tag=TAG,
    does=("delivery.look_again",),
)
def look_at_originals(request: MachineRequest, application_id: UUID, case_id: UUID, body: shapes.Finding) -> Any:
    """Note what a second person found who looked at what differed."""
    look_again(application_id=application_id, case_id=case_id, finding=body.finding, actor=request.actor)
    return {"case_id": case_id}


@verb(_ONE + "/dispatch", posts=CLERK, budget=28, answer=sheets.CaseDone, tag=TAG, does=("delivery.dispatch",))
def dispatch_result(request: MachineRequest, application_id: UUID, case_id: UUID, body: custody_shapes.Sent) -> Any:
    """Note that the result went to the courier."""
    told = {"carrier": body.carrier, "tracking_no": body.tracking_no}
    dispatch(application_id=application_id, case_id=case_id, **told, actor=request.actor)
    return {"case_id": case_id}


@verb(_ONE + "/come-back", posts=CLERK, budget=28, answer=sheets.CaseDone, tag=TAG, does=("delivery.come_back",))
def result_came_back(
    request: MachineRequest, application_id: UUID, case_id: UUID, body: custody_shapes.CameBack
) -> Any:
    """Note that the courier brought the result back."""
    come_back(application_id=application_id, case_id=case_id, reason=body.reason, actor=request.actor)
    return {"case_id": case_id}


@verb(
    _ONE + "/deliver",
    posts=CLERK,
    budget=40,
    answer=sheets.CaseDone,
    tag=TAG,
    does=("delivery.deliver", "licence.hand_out"),
)
def deliver_result(request: MachineRequest, application_id: UUID, case_id: UUID, body: custody_shapes.Arrival) -> Any:
    """Note that the result has arrived; the receipt of service is made by itself."""
    told = {"way": body.way, "receiver": body.receiver, "proof": body.proof}
    deliver(application_id=application_id, case_id=case_id, **told, actor=request.actor)
    return {"case_id": case_id}


@verb(
    "/progress/choose",
    posts=None,
    budget=28,
    answer=custody_sheets.ChosenAnswer,
    tag=PROGRESS,
    does=("delivery.choose",),
)
def choose_own_way(request: MachineRequest, body: custody_shapes.OwnWay) -> Any:
    """Keep how she wants her own result: at a window, or by courier. Online is opened at a window."""
    application_id, place = _proved(request, body)
    told = {"way": body.way, "receiver": place, "address": body.address}
    choose(application_id=application_id, case_id=body.case_id, **told, actor=request.actor)
    return {"case_id": body.case_id, "code": ""}


@verb(
    "/progress/fetch",
    posts=None,
    budget=40,
    answer=custody_sheets.FetchedAnswer,
    tag=PROGRESS,
    does=("delivery.deliver", "licence.hand_out"),
)
def fetch_own_result(request: MachineRequest, body: custody_shapes.Fetching) -> Any:
    """Return her certificate, with the code that the window gave her; with that it is delivered."""
    application_id, place = _proved(request, body)
    told = {"receiver": place, "code": body.code}
    content = own_certificate_pdf(application_id, body.case_id, place, body.code)
    fetch(application_id=application_id, case_id=body.case_id, **told, actor=request.actor)
    return {"case_id": body.case_id, "content": b64encode(content).decode()}


def _proved(request: MachineRequest, body: shapes.Receipt) -> tuple[UUID, str]:
    """Return her application and place. Raises NotFound, also where the four places fit several parties."""
    found = inquire(
        receipt_no=body.receipt_no,
        last_four=body.last_four,
        address=address_of(request),
        actor=request.actor,
    )
    if not found.place:
        raise NotFound
    return found.application_id, found.place
