"""What a test of pages looks at: who opens which page, and what she does there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page


@dataclass(frozen=True)
class Shown:
    """A page: who opens it, where (an address or a name in the district), and what she does then."""

    name: str
    who: str = ""
    path: str = ""
    do: Callable[[Page], None] | None = None
