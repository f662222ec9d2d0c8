"""The walk through the year: people come, the offices work, two notices arrive; everything by verbs, in one order.

A seed reproduces a run: the machine's clock stands still, chance is the seed's, and `digest` tells whether two runs
did the same in the same order with the same dates.
"""

from __future__ import annotations

import datetime as dt
import heapq
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from simulators.population import sale
from tests.offices import Office
from tests.year import at_desk, at_hearings, at_window, checks
from tests.year.calendar import END, IMPORTS, OFFICE, OPENS, START, later, next_hour
from tests.year.moves import ARRIVALS, File, Visit, chosen
from tests.year.town import ONE_CASE, SALE, Hours, Register, Town, build, record, someone, standing_in
from yimen.cases.actions.discard import discard_outdated
from yimen.cases.actions.put_back import put_back_abandoned
from yimen.cases.actions.recount import recount
from yimen.cases.models import Case
from yimen.cases.states import ApplicationState
from yimen.kernel import clock, outbox
from yimen.kernel.actor import house

assert at_desk.C and at_window.A and at_hearings.C, "their moves are in the table"

MATTERS = 100
SALES = 6
"""Of so many applications one is a sale, with six cases."""
CASES_OF_AN_APPLICATION = 1.45
"""How many cases an application comes to, those counted that are never accepted."""
CHECKED_EVERY = 25
_OVER = (ApplicationState.CLOSED, ApplicationState.TURNED_AWAY, ApplicationState.DISCARDED)


class WalkFailed(AssertionError):
    """Something went as it must not; the text says where."""


class Year:
    """One run."""

    def __init__(self, town: Town, hours: Hours, register: Register, *, seed: int, cases: int) -> None:
        self.town, self.hours, self.register = town, hours, register
        self.chance = random.Random(f"year {seed}")
        self.applications = round(cases / CASES_OF_AN_APPLICATION)
        self.log: list[str] = []
        self.moved: Counter[str] = Counter()
        self.recounted: list[Any] = []
        self._events: list[tuple[dt.datetime, int, Callable[[], dt.datetime | None]]] = []
        self._now = START
        self._seed = seed

    def run(self, until: dt.datetime = END) -> None:
        """Live through the year, or a part of it. Raises WalkFailed."""
        self._plan()
        while self._events:
            at, order, event = heapq.heappop(self._events)
            if at > until:
                break
            self._now = max(at, self._now + dt.timedelta(seconds=1))
            self.hours.move_to(self._now)
            with clock.office_time(self._now - self.hours.machine):
                again = event()
            if again is not None:
                heapq.heappush(self._events, (again, order, event))

    @property
    def digest(self) -> str:
        """What was done, in its order, with its dates: the same for the same seed."""
        return sha256("\n".join(self.log).encode()).hexdigest()

    def _plan(self) -> None:
        codes = list(self.town.codes)
        self.chance.shuffle(codes)
        days = (END - START).days
        for n in range(self.applications):
            day = dt.datetime.combine(START.date() + dt.timedelta(days=n * days // self.applications), OPENS, OFFICE)
            at = next_hour(day + dt.timedelta(seconds=self.chance.randint(0, 9 * 3600 - 1)))
            self._events.append((max(at, START), n + 10, self._life(self._file(n, codes))))
        for at, notices in IMPORTS.items():
            self._events.append((at, 1, self._import(at, notices)))
        self._events.append((START + dt.timedelta(hours=17), 2, self._night))
        heapq.heapify(self._events)

    def _file(self, n: int, codes: list[str]) -> File:
        serial = self._seed * 20_000 % 100_000 + n
        at = self.town.clerks[self.chance.randrange(len(self.town.clerks))]
        if n % SALES == 1:
            sold = sale(1 + serial % 39_999)
            self.register.sales[sold.house.cert_no] = sold
            people = tuple(_as_someone(o.person) for o in (*sold.sellers, *sold.buyers))
            return File(serial, SALE, people, at, sold)
        bundle = ONE_CASE if n % 12 == 5 else codes[n % len(codes)]
        several = 2 if bundle != ONE_CASE and n % 10 == 7 else 1
        return File(serial, bundle, tuple(someone(serial + k * 20_000) for k in range(several)), at)

    def _life(self, file: File) -> Callable[[], dt.datetime | None]:
        return lambda: self._visit(file) if file.application_id else self._arrive(file)

    def _arrive(self, file: File) -> dt.datetime | None:
        is_whole = file.sale is None and self.chance.random() < 0.75
        _, do = ARRIVALS[1 if is_whole else 0]
        file.application_id = do(file)
        self._say(file, do.__name__, file.clerk.name, "")
        outbox.deliver_all()
        return later(self._now, self.chance, days=3) if is_whole else later(self._now, self.chance, minutes=9)

    def _visit(self, file: File) -> dt.datetime | None:
        v = Visit.at(self.town, self.chance, file)
        found = chosen(v)
        if found is None:
            return self._rest(v)
        m, row, actor = found
        before = row.state
        if actor.window is not None:
            v.come_to_the_window(actor)
        told = ""
        try:
            m.do(v, row, actor)
        except m.refusals as refusal:
            told = type(refusal).__name__
        except Exception as failure:
            raise WalkFailed(self._where(file, f"{m.name} in {before} by {actor.name}: {failure!r}")) from failure
        outbox.deliver_all()
        self._say(file, m.name, actor.name, f"{row.number[-2:] if isinstance(row, Case) else ''} {before} {told}")
        if self.moved.total() % CHECKED_EVERY == 0:
            self._check(file)
        return self._next(v.row.state, v.row.state == ApplicationState.DRAFT)

    def _next(self, state: str, is_sitting: bool) -> dt.datetime:
        if self.chance.random() < (0.95 if is_sitting else 0.3):
            return later(self._now, self.chance, minutes=10 if is_sitting else 120)
        return later(self._now, self.chance, days=3 if state == ApplicationState.CORRECTING else 6)

    def _rest(self, v: Visit) -> None:
        if v.row.state not in _OVER:
            raise WalkFailed(self._where(v.file, f"nothing is possible in {v.row.state}"))

    def _night(self) -> dt.datetime:
        """What the house does every night."""
        done = [discard_outdated(actor=house("worker")), put_back_abandoned(actor=house("worker"))]
        done.append(recount(years=(), actor=house("worker")).cases)
        self.log.append(f"{self._now.isoformat()} night {done}")
        return self._now + dt.timedelta(days=7)

    def _import(self, at: dt.datetime, notices: Any) -> Callable[[], None]:
        def event() -> None:
            done = record(notices)
            self.recounted.append(done.recounted)
            self.log.append(f"{at.isoformat()} import {done.recounted}")
            self._check()

        return event

    def _say(self, file: File, name: str, by: str, more: str) -> None:
        self.moved[name] += 1
        self.log.append(f"{self._now.isoformat()} {file.serial} {name} {by} {more}")

    def _check(self, file: File | None = None) -> None:
        found = checks.check(self.town, [file.application_id] if file else None)
        if found:
            where = self._where(file, "") if file else f"at {self._now.isoformat()}"
            raise WalkFailed(f"{where}\n" + "\n".join(found[:20]))

    def _where(self, file: File, what: str) -> str:
        own = [line for line in self.log if f" {file.serial} " in line]
        return f"{self._now.isoformat()} application {file.serial} ({file.bundle}): {what}\n" + "\n".join(own)


def _as_someone(person: Any) -> Any:
    from tests.year.town import Someone

    return Someone("resident_id", person.id_number, person.name)


@contextmanager
def lived(office: Office, *, seed: int, cases: int, until: dt.datetime = END) -> Iterator[Year]:
    """A year that was lived through in the office's database; the clock stays in the walk's hand inside."""
    hours = Hours()
    with standing_in(hours) as register:
        hours.move_to(START)
        with clock.office_time():
            town = build(office)
        year = Year(town, hours, register, seed=seed, cases=cases)
        year.run(until)
        yield year
