"""Verification of a paper of the house without sign-in (文书核验): by the token in its QR.

Says that the paper was issued, by whom and when, and nothing about anybody; a wrong token and an unknown one get the
same page. Counts nothing: a token cannot be guessed, and behind it stands nobody's data.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yimen.doors.kit.page import public
from yimen.doors.portal.visitor import for_its_reader_alone
from yimen.kernel.errors import NotFound
from yimen.notices.reads import paper_of


@public(budget=4)
def paper(request: HttpRequest, token: str) -> HttpResponse:
    """Show whether the paper whose QR was read was issued here."""
    try:
        found = paper_of(token)
    except NotFound:
        found = None
    return for_its_reader_alone(render(request, "portal/paper.html", {"found": found}, status=200 if found else 404))
