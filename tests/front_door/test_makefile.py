"""The Makefile: every target explains itself, and passes on what it is given."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = re.findall(r"^([a-z]+):", TEXT, flags=re.MULTILINE)


def make(*arguments: str) -> list[str]:
    """Run make as from a fresh shell: the run that these tests are part of may have been told things itself."""
    told = ("MAKE", "MFLAGS", "ONLY", "BROWSER", "CHECK", "SEED")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(told)}
    argv = ["make", "-C", str(ROOT), *arguments]
    done = subprocess.run(argv, env=environment, capture_output=True, text=True, check=True)
    return [line.strip() for line in done.stdout.splitlines() if not line.startswith("make")]


def test_help_is_the_default_and_lists_every_target() -> None:
    assert make() == make("help")
    listed = [line.split()[0] for line in make("help")[2:]]
    assert listed == TARGETS
    assert {"help", "setup", "demo", "test", "lint", "proof", "bench", "run", "stop", "clean"} <= set(listed)


def test_no_target_is_taken_for_a_file() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", TEXT, flags=re.MULTILINE)
    assert phony and phony[1].split() == TARGETS


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (["demo"], "-m yimen.site.cli demo"),
        (["demo", "CHECK=1", "SEED=7"], "-m yimen.site.cli demo --check --seed 7"),
        (["demo", "CHECK=0"], "-m yimen.site.cli demo"),
        (["test"], "tools/run_tests.py"),
        (["test", "BROWSER=0"], "tools/run_tests.py --no-browser"),
        (["test", "BROWSER=firefox"], "tools/run_tests.py"),
        (["test", "ONLY=tests/front_door"], 'tools/run_tests.py --only "$ONLY"'),
        (["proof", "ONLY=kill"], '-m tests.proof --only "$ONLY"'),
        (["bench", "ONLY=accept"], '-m bench --only "$ONLY"'),
    ],
)
def test_what_is_given_is_passed_on(arguments: list[str], command: str) -> None:
    lines = make("--dry-run", *arguments)
    assert re.fullmatch(r"python3 tools/setup\.py (demo|test)", lines[0])
    assert " ".join(lines[1].split()) == f".venv/bin/python {command}"


def test_the_check_of_a_change_is_a_script_that_bash_can_read() -> None:
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o100
    subprocess.run(["bash", "-n", str(ROOT / ".ci" / "run")], check=True)
    assert "set -euo pipefail" in (ROOT / ".ci" / "run").read_text()
