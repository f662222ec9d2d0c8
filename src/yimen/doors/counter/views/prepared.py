"""Opening at a window what a person prepared at home: by its code, typed or scanned from its QR."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yimen.cases.actions.adopt import adopt
from yimen.doors.counter.views.start import CLERK
from yimen.doors.kit.page import page
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotFound
from yimen.kernel.words import Words

_NO_SUCH_CODE = Words(
    "这个预填编号打不开：可能输错、已在别的窗口转入、已删除或过了30天。可以直接新开申请。",
    "This code opens nothing: mistyped, taken over at another window, erased, or older than 30 days. "
    "A new application can be opened instead.",
)


@page(posts=CLERK, budget=24, methods=("POST",))
def adopt_prepared(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Take over what was prepared and show it as a draft."""
    typed = request.POST.get("code", "")[:200]
    try:
        return redirect(f"/counter/draft/{adopt(code=typed, actor=actor)}/")
    except NotFound:
        values = {"code_problem": _NO_SUCH_CODE, "code_typed": typed}
        return render(request, "counter/prepared.html", values, status=404)
