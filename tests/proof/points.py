"""Where a program can be killed: a commit that wrote something, or a call that went out, under a name that stays.

A watched program and whoever watches it both use this; it needs neither Django nor the house.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import TextIO

VARIABLE = "YIMEN_PROOF"
"""Names the plan's file in the environment of a watched program."""


class Side(StrEnum):
    """On which side of a commit or call the power goes."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place in a program: which program, which of our functions, and what it was about to do there."""

    program: str
    site: str
    what: str


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """The `nth` time that a spot was passed in one run, from 1."""

    spot: Spot
    nth: int

    @classmethod
    def from_dict(cls, known: dict[str, object]) -> Point:
        """Return the point of a line of the record or of a plan."""
        spot = Spot(str(known["program"]), str(known["site"]), str(known["what"]))
        return cls(spot, int(str(known["nth"])))

    def as_dict(self) -> dict[str, object]:
        """Return the point as it is written down."""
        return {**asdict(self.spot), "nth": self.nth}

    def __str__(self) -> str:
        return f"{self.spot.program} {self.spot.site} [{self.spot.what}] #{self.nth}"


@dataclass(frozen=True, slots=True, order=True)
class Kill:
    """The power goes at a point, on one side of it."""

    point: Point
    side: Side

    def __str__(self) -> str:
        return f"{self.side} {self.point}"


@dataclass(frozen=True)
class Plan:
    """What a run's programs are told: where to write down what they pass, and where to kill themselves, if anywhere."""

    folder: Path
    kill: Kill | None = None

    def write(self) -> Path:
        """Begin a run: forget what was passed before, and put the plan where the programs look. Returns its file."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for old in (self.record, self.marker):
            old.unlink(missing_ok=True)
        kill = {**self.kill.point.as_dict(), "side": self.kill.side} if self.kill else None
        draft = self.folder / "plan.new"
        draft.write_text(json.dumps({"kill": kill}), encoding="utf-8")
        return draft.replace(self.folder / "plan.json")

    @classmethod
    def read(cls, file: Path) -> Plan:
        """Read the plan that a variable names."""
        known = json.loads(file.read_text(encoding="utf-8"))["kill"]
        return cls(file.parent, Kill(Point.from_dict(known), Side(known["side"])) if known else None)

    @property
    def record(self) -> Path:
        """The file with a line for each point that was passed."""
        return self.folder / "points.jsonl"

    @property
    def marker(self) -> Path:
        """The file that says a program has killed itself: it is done once a run."""
        return self.folder / "killed"

    def passed(self) -> list[Point]:
        """Return every point that the run's programs passed, in that order."""
        if not self.record.exists():
            return []
        return [Point.from_dict(json.loads(line)) for line in self.record.read_text(encoding="utf-8").splitlines()]

    def was_killed(self) -> bool:
        """Return whether a program killed itself as planned."""
        return self.marker.exists()

    def claim(self, spot: Spot) -> int:
        """Write down that a spot is passed; return which time it is, counted over all processes of the run."""
        with self._record() as file:
            nth = 1 + sum(Point.from_dict(json.loads(line)).spot == spot for line in file)
            file.write(json.dumps(Point(spot, nth).as_dict(), ensure_ascii=False) + "\n")
        return nth

    def next_of(self, spot: Spot) -> int:
        """Return which time it would be."""
        with self._record() as file:
            return 1 + sum(Point.from_dict(json.loads(line)).spot == spot for line in file)

    @contextlib.contextmanager
    def _record(self) -> Iterator[TextIO]:
        """Open the record for this thread alone: the kernel's lock belongs to this opening of the file."""
        with self.record.open("a+", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            yield file

    def falls(self, spot: Spot, nth: int, side: Side) -> bool:
        """Return whether the power goes here and now; true once a run, whoever asks."""
        if self.kill != Kill(Point(spot, nth), side):
            return False
        try:
            os.close(os.open(self.marker, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return False
        return True


_DIGITS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<![a-z])\d+")
_WRITES = re.compile(r"(?<!FOR )(?<!KEY )\b(INSERT INTO|UPDATE|DELETE FROM)\s+(?!SET\b|SKIP\b|OF\b|NOWAIT\b)\"?(\w+)")


def plain_path(path: str) -> str:
    """Return an address without what differs from run to run.

    >>> plain_path("/sales/0198f1a0-0000-7000-8000-0123456789ab/cancel"), plain_path("/api/v1/filings/7")
    ('/sales/*/cancel', '/api/v1/filings/*')
    """
    return _DIGITS.sub("*", path)


def writes(statement: str) -> list[str]:
    """Return what a statement writes, such as `insert kernel_journal`; none for one that only reads.

    >>> writes("INSERT INTO a (x) VALUES (1) ON CONFLICT (x) DO UPDATE SET x = 2")
    ['insert a']
    >>> writes('SELECT x FROM a FOR NO KEY UPDATE OF "a" SKIP LOCKED')
    []
    """
    return [f"{verb.split()[0].lower()} {table}" for verb, table in _WRITES.findall(statement)]
