"""A person at a browser without scripts: opens pages, fills in forms, presses buttons. Knows nothing behind the pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import httpx
from lxml import html

Page = Any


class NotDone(Exception):
    """The site did not do what a person asked; the text is what the page said."""


class Browser:
    """One person's browser with her own session."""

    def __init__(self, url: str, name: str) -> None:
        self.name = name
        self._client = httpx.Client(base_url=url, follow_redirects=True, timeout=30, trust_env=False)
        self.office_time = ""
        self.path = "/"

    def open(self, path: str) -> Page:
        """Open a page."""
        return self._shown(self._client.get(path))

    def submit(self, page: Page, action: str, values: Mapping[str, str | Sequence[str]]) -> Page:
        """Fill in and send the form of `page` whose address ends with `action`."""
        forms = [f for f in page.forms if (f.get("action") or "").endswith(action)]
        if not forms:
            raise NotDone(f"{self.name} finds no form {action} on {self.path}")
        return self.submit_form(forms[0], values)

    def submit_form(self, form: Any, values: Mapping[str, str | Sequence[str]]) -> Page:
        """Fill in and send one form; hidden fields and what stands in it go with it."""
        known = {k: v for k, v in form.form_values() if not k.startswith("file")}
        fields = {**known, **values}
        target = form.get("action")
        return self._shown(self._client.post(target, data=fields, headers={"Referer": str(self._client.base_url)}))

    def sign_in(self, password: str) -> Page:
        """Sign in under this person's name."""
        page = self.open("/sign-in/")
        return self.submit(page, "/sign-in/", {"username": self.name, "password": password})

    def fetch(self, path: str) -> bytes:
        """Return a file."""
        answer = self._client.get(path)
        if answer.status_code != 200:
            raise NotDone(f"{path} answers {answer.status_code}")
        return answer.content

    def _shown(self, answer: httpx.Response) -> Page:
        page = html.fromstring(answer.content)
        page.make_links_absolute(str(answer.url), resolve_base_href=False)
        self.path = answer.url.path
        told = answer.headers.get("X-Office-Time")
        if told:
            self.office_time = f"{datetime.fromisoformat(told):%m-%d %H:%M}"
        if answer.status_code != 200:
            said = " ".join(" ".join(page.xpath("//*[@role='alert']//text()")).split())
            raise NotDone(f"{self.name} on {self.path}: {answer.status_code} {said}")
        return page


def first(page: Page, path: str) -> Any:
    """Return the first thing on a page at an XPath, None when there is none."""
    found = page.xpath(path)
    return found[0] if found else None
