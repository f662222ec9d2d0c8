"""The portal's first page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yimen.doors.kit.page import public


@public(budget=4)
def home(request: HttpRequest) -> HttpResponse:
    """Show what can be done here without signing in."""
    return render(request, "portal/home.html")
