"""Whose rows an actor sees, as values. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Scope:
    """The actor's own account, the centres whose applications she checks, the departments whose cases she decides.

    `halls`: where she sits at a window; `proved`: the one application that a party proved to be hers.
    """

    account: int | None = None
    halls: frozenset[str] = frozenset()
    proved: UUID | None = None
    centres: frozenset[str] = frozenset()
    departments: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    """Regions whose government she heads: what departments handle together there."""
    everything: bool = False
