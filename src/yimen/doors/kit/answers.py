"""Pages for what goes wrong: an error of the house, and the program's own failure. Each offers the next sensible act.

Not-found and not-yours are the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from yimen.kernel.errors import NotFound, NotSignedIn, YimenError
from yimen.kernel.words import Words

TITLES: Mapping[int, tuple[str, Words]] = {
    400: ("file-upload", Words("交来的内容收不下", "What was sent cannot be taken")),
    401: ("lock", Words("请先登录", "Please sign in")),
    403: ("ban", Words("这里不能办", "Not possible here")),
    404: ("search", Words("没有找到", "Not found")),
    405: ("arrow-back-up", Words("这个地址不能直接打开", "This address cannot be opened by itself")),
    409: ("hourglass", Words("现在还不能办", "Not possible now")),
    422: ("edit", Words("填得不对", "Something is not right")),
    429: ("hourglass", Words("请过一会儿再试", "Please try again later")),
    503: ("plug-connected-x", Words("部门系统没有答复", "A department's system does not answer")),
}
_FAILED = ("alert-triangle", Words("这一步没有办成", "This was not done"))
_SIGN_IN = Words("去登录", "Sign in")
_HOME = Words("回到我的工作", "Back to my work")
_START = Words("回到首页", "To the first page")
_BACK = Words("回到刚才的页面", "Back to the page you came from")
_PROGRAM = Words(
    "程序出错了，这一步没有保存。请再试一次；还不行请告诉大厅主管。",
    "The program failed and nothing was saved. Try again, or tell the hall manager.",
)
_ONLY_BY_BUTTON = Words(
    "这一步要在页面上按按钮来办。请回到刚才的页面再按一次。",
    "This is done with a button on a page. Go back to the page and press it again.",
)
_TOO_MUCH = Words(
    "这次交来的内容太大、太多或读不懂，没有保存。扫描件请分几次上传，每个不超过 10 MB。",
    "What was sent is too large, too much or cannot be read; nothing was saved. Send scans in parts, each below 10 MB.",
)
_STALE_FORM = Words(
    "页面开得太久，或已在别处登录过，这一步没有保存。请回到刚才的页面再办一次。",
    "The page was open too long, or you signed in elsewhere; nothing was saved. Go back and do it once more.",
)


_MACHINE_CODES: Mapping[int, str] = {400: "bad_request", 403: "refused", 404: "not_found", 405: "wrong_method"}


def is_machine(request: HttpRequest) -> bool:
    """Return whether a machine asks, which reads JSON instead of a page."""
    return request.path.startswith("/api/")


def machine_answer(status: int, told: Mapping[str, object]) -> HttpResponse:
    """Return an error as machines read it."""
    answer = JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})
    if status == NotSignedIn.status:
        answer["WWW-Authenticate"] = "Bearer"
    return answer


@dataclass(frozen=True, slots=True)
class Act:
    """What a person may do next, as a link."""

    url: str
    words: Words


def error_answer(request: HttpRequest, error: YimenError) -> HttpResponse:
    """Return the page of an error, or the sign-in page when nobody is signed in."""
    if is_machine(request):
        return machine_answer(error.status, error.as_json())
    if isinstance(error, NotSignedIn) and request.method == "GET":
        return redirect(f"/sign-in/?next={quote(request.get_full_path())}")
    if isinstance(error, NotFound):
        return _page(request, error.words, error.status, [_home(request)])
    return _page(request, error.words, error.status, _acts(request, error.status))


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Answer an address that does not exist like a row that is not yours."""
    return error_answer(request, NotFound())


def program_failed(request: HttpRequest) -> HttpResponse:
    """Answer a failure of the program: nothing was written."""
    return _page(request, _PROGRAM, 500, _acts(request, 500))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Answer a request that is too large or is no request at all."""
    return _page(request, _TOO_MUCH, 400, _acts(request, 400))


def wrong_method(request: HttpRequest, methods: tuple[str, ...]) -> HttpResponse:
    """Answer an address that is a button's, opened by hand or by reloading."""
    answer = _page(request, _ONLY_BY_BUTTON, 405, _acts(request, 405))
    answer["Allow"] = ", ".join(methods)
    return answer


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Answer a form whose page is older than the session."""
    return _page(request, _STALE_FORM, 403, _acts(request, 403))


def came_from(request: HttpRequest) -> str:
    """Return the path of the page the request came from, empty when it is another site's or the same address."""
    parts = urlsplit(request.headers.get("Referer", ""))
    is_ours = parts.netloc == request.get_host() and parts.path != request.path
    return parts.path if is_ours else ""


def _acts(request: HttpRequest, status: int) -> list[Act]:
    if status == NotSignedIn.status:
        return [Act(f"/sign-in/?next={quote(came_from(request) or '/')}", _SIGN_IN)]
    back = came_from(request)
    return [*([Act(back, _BACK)] if back else []), _home(request)]


def _home(request: HttpRequest) -> Act:
    return Act("/", _HOME if getattr(request, "actor", None) else _START)


def _page(request: HttpRequest, words: Words, status: int, acts: list[Act]) -> HttpResponse:
    if is_machine(request):
        code = _MACHINE_CODES.get(status, "failed")
        return machine_answer(status, {"code": code, "zh": words.zh, "en": words.en})
    icon, title = TITLES.get(status, _FAILED)
    values = {"words": words, "title": title, "error_icon": icon, "acts": acts, "here": acts[0].url}
    return render(request, "kit/error.html", values, status=status)
