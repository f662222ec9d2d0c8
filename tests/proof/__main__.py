"""Run the long proofs: `python -m tests.proof [--only kill]`. Goes on where it was stopped; report in build/proof.json.

Exits 1 when anything was not as it must be.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.databases import sources
from tests.proof import kill, year
from tests.proof.memory import Memory

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
ROUNDS = 300
HISTORIES = 10_000
_SOURCES = (
    "src/yimen/**/*.py", "src/yimen/**/*.yaml", "src/yimen/**/*.html", "simulators/**/*.py", "simulators/**/*.sql",
    "demo/*.py", "regions/**/*.yaml", "tests/proof/**/*.py", "tests/races/**/*.py", "tests/clock/*.py",
    "tests/clock/*.yaml", "tests/replay.py", "tests/year/*.py", "tests/directory.py", "tests/onecase/**/*.yaml",
)  # fmt: skip

Proof = Callable[[Memory, argparse.Namespace], Mapping[str, object]]


def prove_kill(memory: Memory, asked: argparse.Namespace) -> Mapping[str, object]:
    """Kill every program before and after every commit and outgoing call of a sale."""
    return kill.prove(memory, sample=asked.sample, seed=asked.seed, match=asked.match)


def prove_races(memory: Memory, asked: argparse.Namespace) -> Mapping[str, object]:
    """Run every race for hundreds of rounds."""
    started = time.monotonic()
    argv = [sys.executable, "-m", "pytest", "tests/races", "-n", "2", "--dist", "loadgroup", "-q"]
    code = subprocess.run(argv, cwd=ROOT, env={**os.environ, "YIMEN_ROUNDS": str(ROUNDS)}, check=False).returncode
    return {"name": "races", "ok": code == 0, "rounds": ROUNDS, "seconds": round(time.monotonic() - started)}


def prove_api(memory: Memory, asked: argparse.Namespace) -> Mapping[str, object]:
    """Ask the machines' door with hundreds of right and wrong requests for each address."""
    return _tested("api", "tests/journeys/test_conformance.py", {"YIMEN_EXAMPLES": "200"})


def prove_input(memory: Memory, asked: argparse.Namespace) -> Mapping[str, object]:
    """Give every field of every form and call every bad input."""
    return _tested("input", "tests/journeys/test_bad_input.py", {"YIMEN_INPUT": "all"})


def prove_clock(memory: Memory, asked: argparse.Namespace) -> Mapping[str, object]:
    """Compare ten thousand random histories of limits with a slow walk day by day."""
    return {**_tested("clock", "tests/clock", {"YIMEN_HISTORIES": str(HISTORIES)}), "histories": HISTORIES}


def prove_english(memory: Memory, asked: argparse.Namespace) -> Mapping[str, object]:
    """Read every page of every door in English, in Chromium."""
    return _tested("english", "tests/browser/test_pages.py", {"YIMEN_PAGES": "all"})


def prove_year(memory: Memory, asked: argparse.Namespace) -> Mapping[str, object]:
    """Live through ten years of a district, 20,000 cases, and ask after every one what is wrong."""
    return year.prove(memory)


def _tested(name: str, path: str, more: Mapping[str, str]) -> Mapping[str, object]:
    started = time.monotonic()
    argv = [sys.executable, "-m", "pytest", path, "-q"]
    code = subprocess.run(argv, cwd=ROOT, env={**os.environ, **more}, check=False).returncode
    return {"name": name, "ok": code == 0, "seconds": round(time.monotonic() - started)}


PROOFS: Mapping[str, Proof] = {
    "api": prove_api,
    "clock": prove_clock,
    "english": prove_english,
    "input": prove_input,
    "kill": prove_kill,
    "races": prove_races,
    "year": prove_year,
}


def main() -> int:
    """Read the command line, prove, and write the report."""
    parser = argparse.ArgumentParser(prog="python -m tests.proof", description=__doc__)
    parser.add_argument("--only", choices=sorted(PROOFS), help="one proof; all of them when left out")
    parser.add_argument("--fresh", action="store_true", help="begin again instead of going on")
    parser.add_argument("--match", default="", help="kill: only kills whose line holds this; nothing is remembered")
    parser.add_argument("--sample", type=int, help="kill: so many kills only, chosen by --seed; nothing is remembered")
    parser.add_argument("--seed", type=int, default=1, help="chooses the sample")
    parser.add_argument("--report", type=Path, default=BUILD / "proof.json", help="where the report goes")
    asked = parser.parse_args()
    source = sources(*_SOURCES)
    reports = _reports(asked.report)
    for name in [asked.only] if asked.only else list(PROOFS):
        print(f"{name}: {PROOFS[name].__doc__}", flush=True)
        is_part = asked.sample is not None or bool(asked.match)
        folder = (asked.report.parent if is_part else BUILD) / "proof" / (f"{name}-part" if is_part else name)
        memory = Memory(folder, source, is_fresh=asked.fresh or is_part)
        reports[name] = {**PROOFS[name](memory, asked), "source": source}
        asked.report.parent.mkdir(parents=True, exist_ok=True)
        asked.report.write_text(json.dumps(list(reports.values()), ensure_ascii=False, indent=1), encoding="utf-8")
        print(f"{name}: {'proved' if reports[name]['ok'] else 'NOT PROVED'}: {kill.describe(reports[name])}")
    proved = [asked.only] if asked.only else list(PROOFS)
    return 0 if all(reports[name]["ok"] for name in proved) else 1


def _reports(file: Path) -> dict[str, Mapping[str, object]]:
    """Return what earlier runs have reported, by proof."""
    if not file.exists():
        return {}
    return {report["name"]: report for report in json.loads(file.read_text(encoding="utf-8"))}


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("\nStopped. What is finished is kept: the next run goes on from there.")
