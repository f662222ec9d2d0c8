"""A few of the kills of `make proof ONLY=kill`, of different programs, chosen by a seed: `YIMEN_SEED`, else 1."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KILLS = 4


@pytest.mark.xdist_group("kill")
def test_a_sale_ends_well_whatever_is_killed(tmp_path: Path) -> None:
    """One filing, one payment, one certificate on both sides, although the power went."""
    seed, report = os.environ.get("YIMEN_SEED", "1"), tmp_path / "proof.json"
    argv = ["--only", "kill", "--sample", str(KILLS), "--seed", seed, "--report", str(report)]
    run = subprocess.run(
        [sys.executable, "-m", "tests.proof", *argv], cwd=ROOT, capture_output=True, text=True, check=False
    )
    print(f"YIMEN_SEED={seed}\n{run.stdout}{run.stderr}")
    assert run.returncode == 0
    (told,) = json.loads(report.read_text(encoding="utf-8"))
    assert told["kills"] == {"ok": KILLS}
    assert set(told["points"]) == {"housing", "tax", "registry", "utilities", "terminal", "web", "relay", "worker"}
