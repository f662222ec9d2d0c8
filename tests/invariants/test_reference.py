"""The generated pages of the docs are fresh."""

from __future__ import annotations

from tools.reference import FOLDER, pages


def test_generated_pages_are_fresh() -> None:
    """`python tools/reference.py` writes them."""
    stale = [
        n
        for n, text in pages().items()
        if not (FOLDER / n).exists() or (FOLDER / n).read_text(encoding="utf-8") != text
    ]
    assert not stale, "run: .venv/bin/python tools/reference.py"
