"""Signing in by name and password, with lock-out; signing out; the language of the screens."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yimen.doors.kit.context import home_of
from yimen.doors.kit.page import is_own_path, public
from yimen.kernel.actor import Actor
from yimen.kernel.words import Words
from yimen.people.reads import signed_in

WRONG = Words(
    "用户名或密码不对。连续输错五次，账号在本机锁定15分钟。",
    "Wrong name or password. Five wrong tries lock the name here for 15 minutes.",
)
LOCKED = Words(
    "连续输错太多次，请15分钟后再试，或请大厅主管帮助。",
    "Too many wrong tries. Wait 15 minutes, or ask the hall manager.",
)


@public(budget=20, methods=("GET", "POST"))
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; send staff to their first door."""
    if request.method == "GET":
        return _form(request, None, 200)
    account = authenticate(
        request,
        username=request.POST.get("username", "")[:40],
        password=request.POST.get("password", "")[:200],
    )
    if account is None:
        return _form(request, WRONG, 422)
    language = request.session.get("language")
    login(request, account)
    if language:
        request.session["language"] = language
    return redirect(_next(request, account.pk))


@public(budget=8, methods=("POST",))
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("/sign-in/")


@public(budget=6, methods=("POST",))
def language(request: HttpRequest) -> HttpResponse:
    """Change the language of the screens for this session."""
    request.session["language"] = "en" if request.POST.get("language") == "en" else "zh"
    target = request.POST.get("next", "/")
    return redirect(target if is_own_path(target) else "/")


@public(budget=4)
def home(request: HttpRequest) -> HttpResponse:
    """Send whoever is signed in to her first door, everybody else to the portal."""
    actor: Actor | None = getattr(request, "actor", None)
    return redirect(home_of(actor) if actor and home_of(actor) != "/" else "/sign-in/" if actor else "/portal/")


def locked_out(request: HttpRequest, credentials: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG001
    """Answer somebody who is locked out."""
    return _form(request, LOCKED, 429)


def _form(request: HttpRequest, problem: Words | None, status: int) -> HttpResponse:
    values = {
        "problem": problem,
        "locked": problem is LOCKED,
        "username": request.POST.get("username", "")[:40],
        "next": request.GET.get("next", request.POST.get("next", "")),
    }
    return render(request, "kit/sign_in.html", values, status=status)


def _next(request: HttpRequest, account_id: int) -> str:
    target = request.POST.get("next", "")
    if is_own_path(target):
        return target
    found = signed_in(account_id, None)
    return home_of(found.actor) if found else "/"
