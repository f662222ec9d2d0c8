"""A walk over addresses: each is asked with success, and what it cost in statements is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

DONE = (200, 204, 302)


@dataclass
class Walk:
    """Asks addresses and keeps what was asked, with the statements it took."""

    asked: dict[tuple[str, str], int] = field(default_factory=dict)
    over: list[str] = field(default_factory=list)

    def get(self, client: Client, path: str, **more: Any) -> Any:
        """Ask for a page; once before it counts, so that what a process reads once is read."""
        client.get(path, **more)
        return self._counted("GET", path, lambda: client.get(path, **more))

    def post(self, client: Client, path: str, data: Any = None, **more: Any) -> Any:
        """Press a button."""
        return self._counted("POST", path, lambda: client.post(path, data or {}, **more))

    def _counted(self, method: str, path: str, ask: Callable[[], Any]) -> Any:
        found = resolve(path.partition("?")[0])
        with CaptureQueriesContext(connection) as seen:
            answer = ask()
        assert answer.status_code in DONE, f"{method} {path}: {answer.status_code} {answer.content.decode()[-2000:]}"
        cost, key = len(seen.captured_queries), (str(found.route), method)
        self.asked[key] = max(cost, self.asked.get(key, 0))
        if cost > found.func.budget:
            self.over.append(f"{method} {found.route}: {cost} statements, declared {found.func.budget}")
        return answer
