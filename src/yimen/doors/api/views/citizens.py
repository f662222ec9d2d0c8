"""What anybody may ask: where her own application stands, whether a certificate or a paper is genuine."""

from __future__ import annotations

from typing import Any

from yimen.cases.actions.inquire import inquire
from yimen.cases.reads.progress import deadline_of, progress
from yimen.doors.api import desk_sheets, desk_told, open_sheets, open_told, shapes
from yimen.doors.api.door import MachineRequest
from yimen.doors.api.machine import verb
from yimen.doors.kit.page import address_of
from yimen.kernel import looks
from yimen.kernel.errors import NotFound, TooOften
from yimen.kernel.words import Words
from yimen.licences.actions.verify import Answer, Outcome, verify_file, verify_number, verify_token
from yimen.licences.rules import WINDOW_MINUTES
from yimen.notices.reads import paper_of

PROGRESS, VERIFICATION = "progress", "verification"
PURPOSE = "本人查询办理进度"
_SLOWED = Words(
    f"查询太频繁，请过 {WINDOW_MINUTES} 分钟再试。", f"Too many tries. Try again in {WINDOW_MINUTES} minutes."
)


@verb("/progress", posts=None, budget=28, answer=open_sheets.ProgressAnswer, tag=PROGRESS)
def own_progress(request: MachineRequest, body: shapes.Receipt) -> Any:
    """Show where an application stands to whoever knows its number and four places of her own document's number."""
    proved = _proved(request, body)
    sheet = progress(proved.application_id, proved.place)
    if sheet.herself and sheet.herself.person_id:
        looks.look(request.actor, [sheet.herself.person_id], purpose=PURPOSE, page=request.path)
    return open_told.progress(sheet)


@verb("/progress/deadline", posts=None, budget=16, answer=desk_sheets.DeadlineAnswer, tag=PROGRESS)
def own_deadline(request: MachineRequest, body: shapes.OwnDeadline) -> Any:
    """Show how the date of a limit comes about: the same sheet that the officer reads."""
    return desk_told.deadline(deadline_of(_proved(request, body).application_id, body.case_id, body.which))


@verb("/verify/number", posts=None, budget=16, answer=open_sheets.VerifiedAnswer, tag=VERIFICATION)
def verify_by_number(request: MachineRequest, body: shapes.Number) -> Any:
    """Say whether a certificate with this number holds; a wrong number and an unknown one are one answer."""
    found = verify_number(number=body.number, address=_address(request), actor=request.actor)
    return open_told.verified(_licence_of(found))


@verb("/verify/token", posts=None, budget=16, answer=open_sheets.VerifiedAnswer, tag=VERIFICATION)
def verify_by_token(request: MachineRequest, body: shapes.Token) -> Any:
    """Say whether the certificate whose QR was read holds, with what is printed on it."""
    found = verify_token(token=body.token, address=_address(request), actor=request.actor)
    return open_told.verified(_licence_of(found))


@verb("/verify/file", posts=None, budget=16, answer=open_sheets.FileAnswer, tag=VERIFICATION)
def verify_by_file(request: MachineRequest, body: shapes.File) -> Any:
    """Say what a file's signature is worth, and which version it is."""
    found = verify_file(content=body.opened(), address=_address(request), actor=request.actor)
    if found.outcome is Outcome.SLOWED:
        raise TooOften(_SLOWED)
    licence = open_told.verified(found.licence) if found.licence else None
    return {"finding": found.finding or "", "licence": licence}


@verb("/verify/paper", posts=None, budget=4, answer=open_sheets.PaperAnswer, tag=VERIFICATION)
def verify_paper(request: MachineRequest, body: shapes.Token) -> Any:  # noqa: ARG001
    """Say whether the paper whose QR was read was issued here: by whom and when, and nothing about anybody."""
    return open_told.paper(paper_of(body.token))


def _proved(request: MachineRequest, body: shapes.Receipt) -> Any:
    address = address_of(request)
    return inquire(receipt_no=body.receipt_no, last_four=body.last_four, address=address, actor=request.actor)


def _licence_of(found: Answer) -> Any:
    if found.outcome is Outcome.SLOWED:
        raise TooOften(_SLOWED)
    if found.licence is None:
        raise NotFound
    return found.licence


def _address(request: MachineRequest) -> str:
    return address_of(request) or "unknown"
