"""The kill loop: the power goes before and after every commit and every outgoing call of a sale, in every program.

The points are those that were passed in runs without a kill. After each kill the program is started again, people go on
from what their pages show, and the sale must end as if nothing had happened (`ledger`).
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import re
import shutil
import sys
import time
from collections import Counter, deque
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from tests.proof.memory import Memory
from tests.proof.points import Kill, Point, Side, Spot

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / "var" / "test" / "proof"
LANES = 2
TRIES = 3
"""Runs of a kill whose point is not passed, the later ones on new programs: which thread comes first is chance."""
CLOCKWORK = (
    (re.compile(r"procrastinate_"), 2),  # the worker's own ticks, one a second
    (re.compile(r"insert kernel_look"), 8),  # a person who waits opens the same page again and again
)
"""What comes again and again by the clock: how many of its turns are points."""
MOST_MISSED = 0.05
"""The part of all kills whose point may not be passed; with more than that nothing would be proved."""


@dataclass(frozen=True)
class Asked:
    """One run that is asked of a lane."""

    kill: Kill | None
    cold: bool = False


@dataclass
class Done:
    """What became of a kill: `ok`, `wrong` (with the reasons) or `missed` (its point was not passed)."""

    status: str
    wrong: list[str]
    seconds: float
    tries: int = 1


@dataclass
class Points:
    """What can be killed: `warm` in any sale, `cold` only in the first after the programs have started."""

    warm: list[Point] = field(default_factory=list)
    cold: list[Point] = field(default_factory=list)

    @classmethod
    def derive(cls, first: Iterable[Point], second: Iterable[Point] | None) -> Points:
        """Return the points of a first run on new programs and a second on the same ones; by the clock a few each.

        A turn that the second run does not have again hangs on chance and is left out. Without a second run all count
        as cold.
        """
        passed = sorted({p for p in first if p.nth <= _most(p.spot)})
        if second is None:
            return cls(cold=passed)
        again = Counter(p.spot for p in second)
        warm = [p for p in passed if p.nth <= again[p.spot]]
        return cls(warm, [p for p in passed if p.spot not in again])

    def kills(self) -> list[Asked]:
        """Return every kill, both sides of each point, the ones on new programs last."""
        warm = [Asked(Kill(p, side)) for p in self.warm for side in Side]
        return warm + [Asked(Kill(p, side), cold=True) for p in self.cold for side in Side]

    def by_program(self) -> dict[str, int]:
        """Return how many points each program has."""
        return dict(sorted(Counter(p.spot.program for p in (*self.warm, *self.cold)).items()))


def _most(spot: Spot) -> int:
    return next((most for pattern, most in CLOCKWORK if pattern.search(spot.what)), sys.maxsize)


class Lanes:
    """Stages in processes of their own, side by side."""

    def __init__(self, count: int) -> None:
        context = multiprocessing.get_context("spawn")
        shutil.rmtree(PLACE / str(os.getpid()), ignore_errors=True)
        self._folder = PLACE / str(os.getpid())
        enter_django(self._folder)
        from tests.proof.stage import templates

        self._known = templates(self._folder / "templates")
        self._processes: list[Any] = []
        self.pipes: list[Connection] = []
        for n in range(count):
            ours, theirs = context.Pipe()
            process = context.Process(target=_lane, args=(theirs, self._folder / f"lane-{n}", self._known))
            process.start()
            theirs.close()
            self._processes.append(process)
            self.pipes.append(ours)

    def close(self) -> None:
        """Send everybody home and drop the databases that were copied."""
        for pipe in self.pipes:
            pipe.close()
        for process in self._processes:
            process.join(60)
        from tests.databases import PREFIX, server
        from yimen.site.databases import drop_database

        for name in self._known.values():
            if name.startswith(f"{PREFIX}f_"):
                drop_database(server(), name)
        shutil.rmtree(self._folder, ignore_errors=True)


def enter_django(folder: Path) -> None:
    """Make this process one of the house's, without a database yet."""
    os.environ.update(
        DJANGO_SETTINGS_MODULE="yimen.site.settings",
        YIMEN_INSTANCE=str(folder),
        YIMEN_SECRET_KEY="only-for-proofs",
        DATABASE_URL="postgresql:///named_by_the_run",
    )
    import django

    django.setup()


def _lane(pipe: Connection, folder: Path, known: Mapping[str, str]) -> None:
    """Play what is asked until the other end is closed. What goes wrong leaves its logs in the folder that is named."""
    enter_django(folder)
    from tests.proof.stage import Stage

    stage = Stage.make(folder, known)
    try:
        while True:
            asked, trouble = pipe.recv()
            played = stage.play(asked.kill, cold=asked.cold)
            if played.wrong and trouble:
                shutil.copytree(stage.log, trouble, dirs_exist_ok=True)
            pipe.send(played)
    except (EOFError, KeyboardInterrupt):
        pass
    finally:
        stage.close()


class KillLoop:
    """All kills, or a sample, over some lanes; finished ones are remembered."""

    def __init__(self, memory: Memory, lanes: Lanes) -> None:
        self.memory, self.lanes = memory, lanes
        self.results: dict[str, Done] = {k: Done(**v) for k, v in memory.finished.items()}

    def points(self, *, only_first: bool = False) -> Points:
        """Return the points, from two runs without a kill (one when `only_first`), or as they were remembered."""
        if known := self.memory.known:
            return Points(*([Point.from_dict(p) for p in known[part]] for part in ("warm", "cold")))
        first = self._unkilled(cold=True)
        points = Points.derive(first, None if only_first else self._unkilled(cold=False))
        parts = {"warm": points.warm, "cold": points.cold}
        self.memory.learn({name: [p.as_dict() for p in part] for name, part in parts.items()})
        return points

    def _unkilled(self, *, cold: bool) -> list[Point]:
        pipe = self.lanes.pipes[0]
        pipe.send((Asked(None, cold), self.memory.folder / "unkilled"))
        played = pipe.recv()
        if played.wrong:
            raise AssertionError(f"The sale does not go through without a kill: {played.wrong}")
        print(f"  a run without a kill: {len(played.passed)} points passed, {played.seconds:.1f} s", flush=True)
        return list(played.passed)

    def run(self, asked: Iterable[Asked]) -> None:
        """Play every kill that is not finished; what is wrong is told at once and kept."""
        waiting = deque((a, 1) for a in asked if str(a.kill) not in self.results)
        total, begun, finished = len(waiting), time.monotonic(), 0
        busy: dict[Connection, tuple[Asked, int]] = {}
        while waiting or busy:
            for pipe in [p for p in self.lanes.pipes if p not in busy][: len(waiting)]:
                busy[pipe] = waiting.popleft()
                number = len(self.results) + len(busy)
                pipe.send((busy[pipe][0], self.memory.folder / f"trouble-{number}"))
            for pipe in wait(list(busy)):
                assert isinstance(pipe, Connection)
                done_asked, tries = busy.pop(pipe)
                played = pipe.recv()
                if not played.was_killed and not played.wrong and tries < TRIES:
                    waiting.append((replace(done_asked, cold=True), tries + 1))
                    continue
                finished += 1
                left = (time.monotonic() - begun) / finished * (total - finished)
                self._finish(done_asked, played, tries, f"[{finished}/{total}, {left / 60:.0f} min left]")

    def _finish(self, asked: Asked, played: Any, tries: int, place: str) -> None:
        status = "wrong" if played.wrong else "ok" if played.was_killed else "missed"
        done = Done(status, played.wrong, round(played.seconds, 1), tries)
        self.results[str(asked.kill)] = done
        self.memory.finish(str(asked.kill), asdict(done))
        print(f"  {place} {status:<6} {played.seconds:5.1f} s  {asked.kill}", flush=True)
        for words in played.wrong:
            print(f"      {words}", flush=True)

    def report(self, points: Points, seconds: float) -> dict[str, object]:
        """Return what was proved, for the report."""
        counted = Counter(done.status for done in self.results.values())
        missed = [kill for kill, done in self.results.items() if done.status == "missed"]
        wrong = {kill: done.wrong for kill, done in self.results.items() if done.status == "wrong"}
        is_enough = len(missed) <= max(1, MOST_MISSED * len(self.results))
        return {
            "name": "kill",
            "ok": not wrong and bool(self.results) and is_enough,
            "points": points.by_program(),
            "kills": dict(counted),
            "missed": missed,
            "wrong": wrong,
            "seconds": round(seconds),
        }


def prove(memory: Memory, *, sample: int | None, seed: int, match: str) -> dict[str, object]:
    """Run the kill loop, or `sample` kills of different programs chosen by `seed`, and return the report.

    With `match` only those count whose name holds it.
    """
    started = time.monotonic()
    lanes = Lanes(LANES if sample is None else 1)
    try:
        loop = KillLoop(memory, lanes)
        points = loop.points(only_first=sample is not None)
        asked = [a for a in points.kills() if match in str(a.kill)]
        if sample is not None:
            asked = chosen(asked, sample, seed)
        print(f"  {len(asked)} kills at points of {points.by_program()}", flush=True)
        loop.run(asked)
        return loop.report(points, time.monotonic() - started)
    finally:
        lanes.close()


def chosen(kills: Iterable[Asked], count: int, seed: int) -> list[Asked]:
    """Return `count` kills, of as many different programs as there are, the same for the same seed."""
    dice = random.Random(seed)
    by_program: dict[str, list[Kill]] = {}
    for asked in kills:
        assert asked.kill is not None
        by_program.setdefault(asked.kill.point.spot.program, []).append(asked.kill)
    programs = sorted(by_program)
    dice.shuffle(programs)
    return [Asked(dice.choice(by_program[programs[n % len(programs)]])) for n in range(count)]


def describe(report: Mapping[str, object]) -> str:
    """Return the report in a line."""
    return json.dumps({k: v for k, v in report.items() if k not in ("missed", "wrong", "years")}, ensure_ascii=False)
