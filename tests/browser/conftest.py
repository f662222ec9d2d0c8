"""Fixtures: the real site on a port over the test's database, Chromium, and relay and worker in the background.

`visitor(browser, "clerk1", window=7)` opens a page of somebody who is signed in. What a page loads in vain and what its
console complains of is kept in `visitor.faults`.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from wsgiref.types import WSGIApplication

import pytest
from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection
from playwright.sync_api import Browser, Page, Response

from tests.browser.chromium import chromium, find
from tests.departments import Departments
from tests.left_out import skip_without
from tests.offices import Office
from tests.static_files import collected


@dataclass
class Visitor:
    """Opens pages on the running site."""

    url: str
    faults: list[str] = field(default_factory=list)

    def __call__(
        self, browser: Browser, client: Any = None, *, language: str = "zh", width: int = 1440, **more: Any
    ) -> Page:
        """Return a page of whoever `client` (a signed-in test client) is, of nobody when there is none."""
        context = browser.new_context(
            base_url=self.url, viewport={"width": width, "height": 900}, locale="zh-CN", **more
        )
        if client is not None:
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.url}])
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda said: self._console(page, said.type, said.text))
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("response", lambda response: self._answered(page, response))
        if language != "zh":
            self.speak(page, language)
        return page

    @staticmethod
    def speak(page: Page, language: str) -> None:
        """Change the language of the screens by the button in the frame."""
        if page.url == "about:blank":
            page.goto("/")
        button = page.locator(f"form[action='/language/'] button[value='{language}']")
        if button.count():
            button.click()

    def _console(self, page: Page, kind: str, text: str) -> None:
        # A page that says no has a status of its own; what it loads must be there (below).
        if kind in ("error", "warning") and not text.startswith("Failed to load resource"):
            self.faults.append(f"{page.url}: {text}")

    def _answered(self, page: Page, response: Response) -> None:
        kind = response.request.resource_type
        by_script = kind in ("fetch", "xhr")
        # A page may say no; the page of a failed program looks sound to every other test.
        failed = response.status == 500 if kind == "document" else response.status >= (500 if by_script else 400)
        if failed:
            self.faults.append(f"{page.url}: {response.url} answers {response.status}")


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Where Chromium is; without it these tests are left out, and the run says so."""
    if os.environ.get("BROWSER") == "0":
        skip_without("browser tests", "BROWSER=0")
    path = find()
    if path is None:
        skip_without("browser tests", "there is no Chromium (make test installs it as root)")
    return path


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    """Chromium, for one module: its event loop must not be running in anybody else's tests."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the loop is Playwright's; nothing of ours is asynchronous
    try:
        with chromium(chromium_path) as running:
            yield running
    finally:
        if before is None:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def site_url() -> Iterator[str]:
    """The address of the site, served over whatever database the test uses."""
    application = _application()
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet, connections_override={})
    server.set_app(application)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


@pytest.fixture
def visitor(site_url: str, browser: Browser) -> Iterator[Visitor]:
    """Opens pages; whatever it opened is closed after the test, before the database goes."""
    yield Visitor(site_url)
    for context in browser.contexts:
        context.close()


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the standard library's name)
        """Say nothing: the tests look at the pages."""


def _application() -> WSGIApplication:
    collected()
    return get_wsgi_application()


@contextmanager
def at_work(office: Office, departments: Departments) -> Iterator[None]:
    """Play relay and worker in a thread of its own while the block runs; what fails there fails the test."""
    stop, failures = threading.Event(), list[BaseException]()

    def work() -> None:
        try:
            while not stop.is_set():
                departments.once(office)
                stop.wait(0.1)
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(20)
    if failures:
        raise failures[0]
