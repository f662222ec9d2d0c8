"""The long proof of the year: ten years of two thousand cases, each of its own seed, two at a time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any

from tests.proof.memory import Memory

ROOT = Path(__file__).resolve().parents[2]
CASES, FIRST_SEED, YEARS = 2_000, 101, 10
AT_ONCE = 2


def prove(memory: Memory) -> Mapping[str, object]:
    """Live through every year that is not lived through yet; return the report."""
    started = time.monotonic()
    seeds = range(FIRST_SEED, FIRST_SEED + YEARS)
    todo = [seed for seed in seeds if not memory.finished.get(f"year {seed}", {}).get("ok")]
    memory.folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        running = {pool.submit(_live, memory.folder, seed): seed for seed in todo}
        for done in as_completed(running):
            result = done.result()
            memory.finish(f"year {running[done]}", result)
            print(f"year {running[done]}: {'nothing wrong' if result['ok'] else 'WRONG'}, {result}", flush=True)
    years = [memory.finished[f"year {seed}"] for seed in seeds]
    return {
        "name": "year",
        "ok": all(year["ok"] for year in years),
        "cases": sum(year.get("cases", 0) for year in years),
        "years": years,
        "seconds": round(time.monotonic() - started),
    }


def _live(folder: Path, seed: int) -> dict[str, Any]:
    """One year in a process of its own; what it printed is kept beside the memory."""
    report, log = folder / f"{seed}.json", folder / f"{seed}.log"
    report.unlink(missing_ok=True)
    asked = {"YIMEN_YEAR_SEED": str(seed), "YIMEN_YEAR_CASES": str(CASES), "YIMEN_YEAR_REPORT": str(report)}
    argv = [sys.executable, "-m", "pytest", "tests/year/test_year.py", "-q", "-p", "no:cacheprovider"]
    with log.open("wb") as output:
        done = subprocess.run(argv, cwd=ROOT, env={**os.environ, **asked}, stdout=output, stderr=output, check=False)
    told = json.loads(report.read_text(encoding="utf-8")) if report.exists() else {}
    kept = ("cases", "matters", "states", "limits", "entries", "recounted", "digest", "seconds", "wrong")
    return {"seed": seed, "ok": done.returncode == 0, "log": log.name} | {k: told[k] for k in kept if k in told}
