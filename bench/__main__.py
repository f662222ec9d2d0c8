"""Run the benchmarks: `python -m bench [--only accept]`. Results go to build/bench.json, one object a figure."""

from __future__ import annotations

import argparse
import json
import os
import sys
from importlib import import_module
from pathlib import Path

from bench.figures import Figure

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / "build" / "bench.json"
NAMES = ("accept", "api", "lookup", "transitions", "worklist", "pages")


def main() -> int:
    """Run what is asked for and write the report; a missed aim is told, it is no failure."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--only", default=",".join(NAMES), help="names, separated by commas: " + ", ".join(NAMES))
    asked = [name.strip() for name in parser.parse_args().only.split(",") if name.strip()]
    unknown = [name for name in asked if name not in NAMES]
    if unknown:
        parser.error(f"no benchmark {', '.join(unknown)}; there are: {', '.join(NAMES)}")
    os.chdir(ROOT)
    figures: list[Figure] = []
    for name in asked:
        print(f"== {name}", flush=True)
        for figure in import_module(f"bench.{name}").run():
            print(f"  {figure.line()}", flush=True)
            figures.append(figure)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps([f.as_json() for f in figures], indent=1, ensure_ascii=False), encoding="utf-8")
    missed = [f.name for f in figures if f.ok is False]
    print(
        f"{len(figures)} figures in {REPORT.relative_to(ROOT)}"
        + (f"; below their aim: {', '.join(missed)}" if missed else "")
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
