"""Statements and milliseconds of every address of every door: the walk of the budgets, asked once more for the time.

In process, on the demo district with the departments' stand-ins: the time is the program's and the database's, without
HTTP. An address that the walk asks several times tells its dearest.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure

REPORT = Path("build/pages.json")


def run() -> Iterator[Figure]:
    """Walk through every door and yield the figures."""
    REPORT.unlink(missing_ok=True)
    argv = [sys.executable, "-m", "pytest", "-q", "tests/budgets/test_pages.py", "-p", "no:cacheprovider"]
    environment = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "YIMEN_INSTANCE")}
    subprocess.run(argv, env={**environment, "YIMEN_PAGES_REPORT": str(REPORT.resolve())}, check=True)
    asked = json.loads(REPORT.read_text(encoding="utf-8"))
    for one in sorted(asked, key=lambda a: (a["route"], a["method"])):
        name, is_page = f"{one['method']} /{one['route']}", one["method"] == "GET"
        yield Figure(f"{name}: statements", one["statements"], "statements", "<= 20" if is_page else "")
        yield Figure(f"{name}: time", one["ms"], "ms")
    pages = [one for one in asked if one["method"] == "GET"]
    yield Figure("most statements of a page", max(one["statements"] for one in pages), "statements", "<= 20")
    yield Figure("slowest page", max(one["ms"] for one in pages), "ms")
    yield Figure("addresses asked", len(asked), "addresses")
