"""What was prepared under a code: the list with its QR, the form to fill in at home, and erasing it again."""

from __future__ import annotations

from base64 import b64encode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yimen.cases.actions.erase import erase
from yimen.cases.actions.revise import revise
from yimen.cases.reads.preparation import prepared, prepared_pdf
from yimen.cases.rules.codes import read_code, spoken
from yimen.doors.portal.prepared_page import form_parts, list_groups
from yimen.doors.portal.visitor import ANYBODY, citizens
from yimen.kernel.errors import BadInput, NotFound
from yimen.kernel.printing import qr_svg
from yimen.kernel.words import Words

NO_SUCH_CODE = Words(
    "这个编号打不开：可能输错了，也可能已经在窗口办过、被删除，或者过了 30 天。可以重新准备一份。",
    "This code opens nothing: perhaps mistyped, already used at a window, erased, or older than 30 days. "
    "You can prepare a new list.",
)


@citizens(budget=6, methods=("GET", "POST"))
def by_code(request: HttpRequest) -> HttpResponse:
    """Open what was prepared by typing its code."""
    problem, typed = None, request.POST.get("code", "")[:200]
    if request.method == "POST":
        try:
            return redirect(f"/portal/prepared/{prepared(ANYBODY, typed).spoken}/")
        except NotFound:
            problem = NO_SUCH_CODE
    values = {"problem": problem, "typed": typed}
    return render(request, "portal/by_code.html", values, status=404 if problem else 200)


@citizens(budget=6)
def prepared_list(request: HttpRequest, code: str) -> HttpResponse:
    """Show the list with its code and QR."""
    try:
        sheet = prepared(ANYBODY, code)
    except NotFound:
        return render(request, "portal/by_code.html", {"problem": NO_SUCH_CODE, "typed": code[:40]}, status=404)
    picture = b64encode(qr_svg(_address(request, sheet.code)).encode()).decode()
    filled = sum(a.field in sheet.answers for p in form_parts(sheet) for a in p.fields)
    values = {
        "sheet": sheet,
        "base": f"/portal/prepared/{sheet.spoken}/",
        "qr": f"data:image/svg+xml;base64,{picture}",
        "groups": list_groups(sheet.bundle, sheet.pile),
        "filled": filled,
        "asked": sum(len(p.fields) for p in form_parts(sheet)),
    }
    return render(request, "portal/prepared.html", values)


@citizens(budget=16, methods=("GET", "POST"))
def form(request: HttpRequest, code: str) -> HttpResponse:
    """Fill in the form of the application that a window will finish; what is half filled in is kept."""
    problem, given = None, {}
    if request.method == "POST":
        given = {k: v for k, v in request.POST.items() if "." in k and isinstance(v, str)}
        try:
            revise(code=code, answers=given, actor=ANYBODY)
        except BadInput as error:
            problem = error
        else:
            further = "" if request.POST.get("then") == "list" else "form/?saved=1"
            return redirect(f"/portal/prepared/{spoken(read_code(code))}/{further}")
    sheet = prepared(ANYBODY, code)
    parts = form_parts(sheet)
    names = {a.field for p in parts for a in p.fields}
    values = {
        "sheet": sheet,
        "base": f"/portal/prepared/{sheet.spoken}/",
        "parts": parts,
        "answers": {**sheet.answers, **given},
        "wrong": problem.fields if problem else {},
        "problem": problem,
        "saved": bool(request.GET.get("saved")) and not problem,
        "left": sum(name in sheet.lacking for name in names),
        "none": {},
    }
    return render(request, "portal/form.html", values, status=422 if problem else 200)


@citizens(budget=8)
def list_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """Return the list as PDF."""
    content = prepared_pdf(ANYBODY, code, _address(request, read_code(code)))
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="list.pdf"'
    return answer


@citizens(budget=14, methods=("POST",))
def erase_prepared(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001
    """Erase what was prepared."""
    erase(code=code, actor=ANYBODY)
    return redirect("/portal/?erased=1")


def _address(request: HttpRequest, code: str) -> str:
    return request.build_absolute_uri(f"/portal/prepared/{spoken(code)}/")
