"""The command line says in a sentence that there is no database, wherever a command meets it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize("argv", [["accounts", "token", "list"], ["catalogue", "import", "/dev/null"]], ids=str)
def test_without_a_database_a_sentence_says_so(argv: list[str]) -> None:
    without = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO_", "YIMEN_"))}
    without |= {"DATABASE_URL": "postgresql://nobody@127.0.0.1:9/nothing", "YIMEN_SECRET_KEY": "x" * 40}
    answer = subprocess.run(
        [sys.executable, "-m", "yimen.site.cli", *argv], env=without, capture_output=True, text=True, check=False
    )
    assert answer.returncode != 0
    assert "Traceback" not in answer.stderr
    assert answer.stderr.strip()
