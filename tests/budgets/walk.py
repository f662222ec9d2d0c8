"""A walk over addresses: each is asked with success, and what it cost in statements is kept."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
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
    took: dict[tuple[str, str], float] = field(default_factory=dict)
    """Milliseconds of the dearest time each was asked; never a test."""

    def get(self, client: Client, path: str, **more: Any) -> Any:
        """Ask for a page; once before it counts, so that what a process reads once is read."""
        client.get(path, **more)
        return self._counted("GET", path, lambda: client.get(path, **more))

    def post(self, client: Client, path: str, data: Any = None, **more: Any) -> Any:
        """Press a button."""
        return self._counted("POST", path, lambda: client.post(path, data or {}, **more))

    def report(self) -> None:
        """Write what everything cost where the benchmark asks for it (`bench/pages.py`)."""
        told = [
            {"route": route, "method": method, "statements": cost, "ms": self.took[route, method]}
            for (route, method), cost in self.asked.items()
        ]
        if os.environ.get("YIMEN_PAGES_REPORT"):
            Path(os.environ["YIMEN_PAGES_REPORT"]).write_text(json.dumps(told), encoding="utf-8")

    def _counted(self, method: str, path: str, ask: Callable[[], Any]) -> Any:
        found = resolve(path.partition("?")[0])
        with CaptureQueriesContext(connection) as seen:
            started = time.perf_counter()
            answer = ask()
            took = (time.perf_counter() - started) * 1000
        assert answer.status_code in DONE, f"{method} {path}: {answer.status_code} {answer.content.decode()[-2000:]}"
        cost, key = len(seen.captured_queries), (str(found.route), method)
        self.asked[key] = max(cost, self.asked.get(key, 0))
        self.took[key] = max(took, self.took.get(key, 0))
        if cost > found.func.budget:
            self.over.append(f"{method} {found.route}: {cost} statements, declared {found.func.budget}")
        return answer
