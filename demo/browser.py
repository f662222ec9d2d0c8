"""A person at a browser without scripts: opens pages, fills in forms, presses buttons. Knows nothing behind the pages.

When a page fails she waits a moment and opens it again; a form that failed she does not send blindly twice, she looks
at the page first (`until`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import httpx
from lxml import html

Page = Any

PATIENCE_SECONDS = 30.0
_MOMENT_SECONDS = 0.3
_LOOK_AGAIN = frozenset({409, 500, 502, 503, 504})
"""What a page says when a second look is the right answer: somebody was quicker, or something is not there now."""


class NotDone(Exception):
    """The site did not do what a person asked; the text is what the page said."""


class LookAgain(NotDone):
    """The page failed or was overtaken; what became of it shows when the page is opened again."""


class Browser:
    """One person's browser with her own session."""

    def __init__(self, url: str, name: str) -> None:
        self.name = name
        self._client = httpx.Client(base_url=url, follow_redirects=True, timeout=30, trust_env=False)
        self.office_time = ""
        self.path = "/"

    def open(self, path: str) -> Page:
        """Open a page; one that fails is opened again."""
        return self._patiently(lambda: self._shown(self._asked("GET", path)))

    def until(self, page: Page, is_done: Callable[[Page], bool], do: Callable[[Page], Page]) -> Page:
        """Do what is to be done on a page until the page itself shows that it is done; return it as it is then."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not is_done(page):
            if time.monotonic() > end:  # asked only while it is not done: what came late has come
                raise NotDone(f"{self.name} gets nowhere on {self.path}")
            try:
                page = do(page)
            except LookAgain:
                if time.monotonic() > end:
                    raise
                time.sleep(_MOMENT_SECONDS)
                page = self.open(self.path)
        return page

    def submit(self, page: Page, action: str, values: Mapping[str, str | Sequence[str]]) -> Page:
        """Fill in and send the form of `page` whose address ends with `action`; raises LookAgain when that fails."""
        form = form_of(page, action)
        if form is None:
            raise NotDone(f"{self.name} finds no form {action} on {self.path}")
        return self.submit_form(form, values)

    def submit_form(self, form: Any, values: Mapping[str, str | Sequence[str]]) -> Page:
        """Fill in and send one form; hidden fields and what stands in it go with it."""
        known = {k: v for k, v in form.form_values() if not k.startswith("file")}
        answer = self._asked(
            "POST",
            form.get("action"),
            data={**known, **values},
            headers={"Referer": str(self._client.base_url)},
        )
        return self._shown(answer)

    def sign_in(self, password: str) -> Page:
        """Sign in under this person's name and return her first page: only such a page tells the office time."""
        values = {"username": self.name, "password": password}
        page = self.open("/sign-in/")
        return self.until(page, lambda _: bool(self.office_time), lambda p: self.submit(p, "/sign-in/", values))

    def fetch(self, path: str) -> bytes:
        """Return a file."""

        def get() -> bytes:
            answer = self._asked("GET", path)
            if answer.status_code != 200:
                raise NotDone(f"{path} answers {answer.status_code}")
            return answer.content

        return self._patiently(get)

    def _patiently(self, get: Callable[[], Any]) -> Any:
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return get()
            except LookAgain:
                if time.monotonic() > end:
                    raise
                time.sleep(_MOMENT_SECONDS)

    def _asked(self, method: str, path: str, **more: Any) -> httpx.Response:
        try:
            answer = self._client.request(method, path, **more)
        except httpx.HTTPError as failure:
            raise LookAgain(f"{path} does not answer: {type(failure).__name__}") from None
        if answer.status_code in _LOOK_AGAIN:
            raise LookAgain(f"{self.name} on {answer.url.path}: {answer.status_code} {_said(answer)}")
        return answer

    def _shown(self, answer: httpx.Response) -> Page:
        page = html.fromstring(answer.content)
        page.make_links_absolute(str(answer.url), resolve_base_href=False)
        self.path = answer.url.path
        told = answer.headers.get("X-Office-Time")
        if told:
            self.office_time = f"{datetime.fromisoformat(told):%m-%d %H:%M}"
        if answer.status_code != 200:
            raise NotDone(f"{self.name} on {self.path}: {answer.status_code} {_said(answer)}")
        return page


def _said(answer: httpx.Response) -> str:
    """Return what a page that says no says."""
    try:
        alerts = html.fromstring(answer.content).xpath("//*[@role='alert']//text()")
    except (html.etree.ParserError, ValueError):
        return ""
    return " ".join(" ".join(alerts).split())


def form_of(page: Page, action: str) -> Any:
    """Return the form of a page whose address ends with `action`, None when there is none."""
    return next((f for f in page.forms if (f.get("action") or "").partition("?")[0].endswith(action)), None)


def first(page: Page, path: str) -> Any:
    """Return the first thing on a page at an XPath, None when there is none."""
    found = page.xpath(path)
    return found[0] if found else None
