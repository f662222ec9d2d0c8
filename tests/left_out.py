"""A pytest plugin: what a run left out and why is collected from all workers and said at the end.

A test that cannot run here calls `left_out("the reference", "../shared is missing")` and skips, or
`skip_without`, which does both. Skips that nobody announced are listed too. Must never change an outcome.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import NoReturn

import pytest

KEY = "left_out"
_announced: dict[str, str] = {}  # what → why, in this process
_skipped: dict[str, int] = {}  # reason → how many tests


def left_out(name: str, why: str) -> None:
    """Say that `name` was left out of this run and `why`; saying the same thing again changes nothing."""
    _announced[name] = why


def skip_without(name: str, why: str) -> NoReturn:
    """Say that `name` was left out and skip the test that calls this."""
    left_out(name, why)
    pytest.skip(f"{name}: {why}")


def pytest_configure(config: pytest.Config) -> None:
    """Start from nothing: a second session in one process must not tell the first one's story."""
    _announced.clear()
    _skipped.clear()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In a worker hand over what was announced; elsewhere write it down for `tools/run_tests.py`."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput[KEY] = dict(_announced)
    elif target := os.environ.get("YIMEN_LEFT_OUT"):
        Path(target).write_text(json.dumps(summary(), ensure_ascii=False), encoding="utf-8")


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object, error: object) -> None:
    """Take over what a worker announced; a worker that died has said nothing."""
    _announced.update(getattr(node, "workeroutput", {}).get(KEY, {}))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Count a test's skip (an expected failure is not one)."""
    if report.skipped and not hasattr(report, "wasxfail"):
        _count(report.longrepr)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    """Count the skip of a whole module."""
    if report.skipped:
        _count(report.longrepr)


def _count(longrepr: object) -> None:
    reason = str(longrepr[2] if isinstance(longrepr, tuple) else longrepr).removeprefix("Skipped: ")
    _skipped[reason] = _skipped.get(reason, 0) + 1


def summary() -> list[tuple[str, str]]:
    """Return what was left out, each with the reason: what was announced, then the other skips."""
    said = sorted(_announced.items())
    known = {f"{name}: {why}" for name, why in said}
    rest = sorted((reason, count) for reason, count in _skipped.items() if reason not in known)
    return said + [(f"{count} {'test' if count == 1 else 'tests'}", reason) for reason, count in rest]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print it under pytest's own summary."""
    if lines := summary():
        terminalreporter.section("left out of this run")
        for name, why in lines:
            terminalreporter.write_line(f"{name}: {why}")
