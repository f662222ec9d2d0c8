"""What the one correction notice named, ticked off as it comes in: the frozen list against what is there now.

Law: 行政许可法 art 32(1)4 and 5 (told once; all of it handed in must be accepted).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from yimen.cases.models import Application
from yimen.cases.reads.application import Filled, sealing_context
from yimen.cases.reads.completeness import Completeness
from yimen.cases.states import ApplicationState
from yimen.kernel.keys import ring
from yimen.kernel.words import Words

_PART = b"correction"


@dataclass(frozen=True, slots=True)
class Point:
    """One thing the notice named: its code, the sentence as it was told, and whether it is there now."""

    code: str
    words: Words
    is_here: bool


@dataclass(frozen=True, slots=True)
class Correction:
    """The notice's list as it stands; `beyond` are codes of what is lacking now and was not named."""

    points: tuple[Point, ...]
    beyond: tuple[str, ...]

    @property
    def here(self) -> int:
        """Return how many of the points are there."""
        return sum(point.is_here for point in self.points)


def correction(application: Filled, examined: Completeness) -> Correction | None:
    """Return the list of an application that waits for correction, None in any other state."""
    row = application.row
    if row.state != ApplicationState.CORRECTING:
        return None
    lacks, said = examined.told, _opened(row)
    points = [Point(code, said.get(code) or lacks.get(code) or Words(code, code), code not in lacks) for code in said]
    return Correction(tuple(points), tuple(code for code in lacks if code not in said))


def sealed_points(row: Application, told: Mapping[str, Words]) -> bytes:
    """Return what the notice names as it is kept. For the action that gives it."""
    content = {code: (words.zh, words.en) for code, words in told.items()}
    return ring().sealed(msgspec.json.encode(content), sealing_context(row.id, _PART))


def _opened(row: Application) -> dict[str, Words | None]:
    """The codes in the order of the notice with their sentences; of a notice older than this list the codes alone."""
    if row.correction_sealed is None:
        return dict.fromkeys(row.correction_asked)
    text = ring().opened(bytes(row.correction_sealed), sealing_context(row.id, _PART))
    told: dict[str, tuple[str, str]] = msgspec.json.decode(text)
    return {code: Words(zh, en) for code, (zh, en) in told.items()}
