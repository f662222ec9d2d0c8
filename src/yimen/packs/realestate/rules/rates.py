"""The pack's decision tables, read once from `tables/*.yaml` and compiled. Decides nothing itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from yimen.catalogue.rules.table_engine import CompiledTable
from yimen.catalogue.rules.table_text import load_table

FOLDER = Path(__file__).parent.parent / "tables"


@cache
def rates(code: str) -> CompiledTable:
    """Return the compiled table of a code such as `deed_tax`; raises BadTable."""
    return CompiledTable(load_table(FOLDER / f"{code}.yaml"))
