"""Whose rows an actor sees, as values. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """The actor's own account, the centres whose applications she checks, the departments whose cases she decides."""

    account: int | None = None
    centres: frozenset[str] = frozenset()
    departments: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    """Regions whose government she heads: what departments handle together there."""
    everything: bool = False
    application: str = ""
    """The one application that a citizen has proved to be hers."""
