"""Verification of a certificate without sign-in (证照核验): by number, by the QR on the paper, by the file itself.

Says only what the rules of the licences' room let anybody see; a wrong number and an unknown one get the same page.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yimen.doors.kit.page import address_of, public
from yimen.doors.portal.visitor import for_its_reader_alone
from yimen.kernel.actor import Actor, ActorKind
from yimen.kernel.words import Words
from yimen.licences.actions.verify import Answer, Outcome, verify_file, verify_number, verify_token
from yimen.licences.rules import WINDOW_MINUTES

ANYBODY = Actor(ActorKind.CITIZEN, "anybody", "未登录的核验人")
LARGEST_FILE = 10 * 1024 * 1024
NO_NUMBER = Words("请输入证号或电子证照标识。", "Type the certificate number or the e-licence number.")
NO_FILE = Words("请选一个 PDF 文件。", "Choose a PDF file.")
EMPTY_FILE = Words("这个文件是空的，请重新选。", "This file is empty; choose another.")
TOO_LARGE = Words(
    "文件超过 10 MB，不会是本处签发的证照。", "The file is above 10 MB; no certificate of ours is that large."
)


@public(budget=16, methods=("GET", "POST"))
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for a number or a file; look the number up."""
    if request.method == "GET":
        return _page(request, 200)
    number = request.POST.get("number", "").strip()
    if not number:
        return _page(request, 422, wrong_number=NO_NUMBER)
    answer = verify_number(number=number, address=_address(request), actor=ANYBODY)
    return _answered(request, answer, by="number", typed=number[:120])


@public(budget=16)
def verify_paper(request: HttpRequest, token: str) -> HttpResponse:
    """Show the version whose QR was read."""
    answer = verify_token(token=token, address=_address(request), actor=ANYBODY)
    return _answered(request, answer, by="token")


@public(budget=16, methods=("POST",))
def verify_upload(request: HttpRequest) -> HttpResponse:
    """Check a file that somebody was given."""
    given = request.FILES.get("file")
    if given is None:
        return _page(request, 422, wrong_file=NO_FILE)
    if not given.size:
        return _page(request, 422, wrong_file=EMPTY_FILE)
    if given.size > LARGEST_FILE:
        return _page(request, 422, wrong_file=TOO_LARGE)
    answer = verify_file(content=given.read(), address=_address(request), actor=ANYBODY)
    return _answered(request, answer, by="file")


def _answered(request: HttpRequest, answer: Answer, **values: Any) -> HttpResponse:
    status = {Outcome.HIT: 200, Outcome.MISS: 200 if answer.finding else 404, Outcome.SLOWED: 429}[answer.outcome]
    page = _page(request, status, answer=answer, found=answer.licence, **values)
    if answer.outcome is Outcome.SLOWED:
        page["Retry-After"] = str(WINDOW_MINUTES * 60)
    return page


def _page(request: HttpRequest, status: int, **values: Any) -> HttpResponse:
    values["minutes"] = WINDOW_MINUTES
    return for_its_reader_alone(render(request, "portal/verify.html", values, status=status))


def _address(request: HttpRequest) -> str:
    return address_of(request) or "unknown"
