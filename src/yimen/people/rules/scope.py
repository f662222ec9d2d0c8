"""Whose records an actor sees, as values. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose records an actor sees: those present at her window today, or all (the house itself)."""

    account: int | None
    everything: bool = False
