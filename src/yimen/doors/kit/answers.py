"""Pages for what goes wrong: an error of the house, and the program's own failure.

Not-found and not-yours are the same bytes.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yimen.kernel.errors import NotFound, NotSignedIn, YimenError
from yimen.kernel.words import Words


def error_answer(request: HttpRequest, error: YimenError) -> HttpResponse:
    """Return the page of an error, or the sign-in page when nobody is signed in."""
    if isinstance(error, NotSignedIn) and request.method == "GET":
        return redirect(f"/sign-in/?next={request.path}")
    return render(request, "kit/error.html", {"error": error}, status=error.status)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Answer an address that does not exist like a row that is not yours."""
    return error_answer(request, NotFound())


def program_failed(request: HttpRequest) -> HttpResponse:
    """Answer a failure of the program: nothing was written."""
    error = YimenError(
        Words(
            "程序出错了，这一步没有保存。请再试一次；还不行请告诉大厅主管。",
            "The program failed and nothing was saved. Try again, or tell the hall manager.",
        )
    )
    return render(request, "kit/error.html", {"error": error}, status=500)
