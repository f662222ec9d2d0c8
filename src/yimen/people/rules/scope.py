"""Whose records an actor sees, as values. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose records an actor sees: those present at her window today, or all (the house itself)."""

    account: int | None
    everything: bool = False


@dataclass(frozen=True, slots=True)
class AbsenceScope:
    """Whose absences an actor sees: her own, those she stands in for, those of her offices; or all."""

    account: int | None
    offices: frozenset[str] = frozenset()
    everything: bool = False
