"""Figures of a benchmark, and how they are taken from samples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """One figure. `aim` is what to fight for, as text (`>= 0.35`); `ok` whether it is met, None without an aim."""

    name: str
    value: float
    unit: str
    aim: str = ""

    @property
    def ok(self) -> bool | None:
        """Return whether the aim is met."""
        if not self.aim:
            return None
        sign, _, bound = self.aim.partition(" ")
        return self.value >= float(bound) if sign == ">=" else self.value <= float(bound)

    def as_json(self) -> dict[str, object]:
        """Return the figure as the report holds it."""
        return {"name": self.name, "value": round(self.value, 4), "unit": self.unit, "aim": self.aim, "ok": self.ok}

    def line(self) -> str:
        """Return the figure as the screen shows it."""
        mark = {True: "ok", False: "below aim", None: ""}[self.ok]
        return f"{self.name:<58} {self.value:>10.3f} {self.unit:<12} {self.aim:<8} {mark}"


def percentile(samples: Sequence[float], share: float) -> float:
    """Return the value below which `share` of the samples lie."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def spread(name: str, seconds: Sequence[float]) -> list[Figure]:
    """Return p50 and p99 of times in milliseconds."""
    return [
        Figure(f"{name} p50", median(seconds) * 1000, "ms"),
        Figure(f"{name} p99", percentile(seconds, 0.99) * 1000, "ms"),
    ]
