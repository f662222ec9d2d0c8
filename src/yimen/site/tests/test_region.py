"""A region's profile is read before there are settings: whoever starts an instance reads it first."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
MAKE = """
from pathlib import Path
from yimen.site import instance
instance.ensure_database = lambda server, name: None
instance.Instance.make(Path("{folder}"), "postgresql:///nothing")
print(sorted(p.name for p in (Path("{folder}") / "signing").iterdir())[:1])
"""


def test_an_instance_is_made_without_settings(tmp_path: Path) -> None:
    without = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO_", "YIMEN_"))}
    code = MAKE.format(folder=tmp_path)
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=without, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.strip() != "[]"
