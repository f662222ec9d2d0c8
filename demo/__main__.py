"""Sell one house: `python -m demo --url http://127.0.0.1:8000 --seed 1`.

Exits 0 only if the whole sale went through.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from demo.browser import NotDone
from demo.sale import SaleOfAHouse


def main() -> int:
    """Read the command line and sell."""
    parser = argparse.ArgumentParser(prog="python -m demo", description=__doc__)
    parser.add_argument("--url", required=True, help="where the site answers")
    parser.add_argument("--seed", type=int, default=1, help="which house and which people")
    parser.add_argument("--password", required=True, help="of the demo's staff")
    parser.add_argument("--papers", type=Path, required=True, help="folder for receipts and certificate")
    parser.add_argument("--patience", type=float, default=60, help="seconds to wait for departments")
    given = parser.parse_args()
    try:
        SaleOfAHouse(given.url, given.seed, given.password, given.papers, given.patience).go()
    except NotDone as problem:
        print(f"\nThe sale stopped: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
