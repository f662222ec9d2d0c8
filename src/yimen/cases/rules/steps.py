"""Which steps an application has, and which are ready. Pure.

Needs gate steps, never acceptance: the cases are accepted together and each clock runs from then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from yimen.cases.rules.at_once import Shortcut
from yimen.cases.states import CaseVerb, StepState
from yimen.catalogue.rules.standards import Process, Step
from yimen.catalogue.states import Decider


@dataclass(frozen=True, slots=True)
class StepFacts:
    """What readiness depends on: `matter:step`, where it stands, what it needs."""

    key: str
    state: str
    needs: tuple[str, ...]


def needs(step: Step, matter: str, matters: Collection[str], on: date) -> tuple[str, ...]:
    """Return the keys of the steps that `step` needs on the day `on`.

    A need of another matter counts when that matter is in the application (otherwise its paper is in the pile) and when
    one of its articles holds on that day: deed tax before registration by 契税法 art 11 since 2021-09-01, income tax by
    个人所得税法 art 15 since 2019-01-01.
    """
    keys = []
    for need in step.needs:
        other, _, code = need.step.rpartition(":")
        if other and other not in matters:
            continue
        if need.basis and not any(b.holds_on(on) for b in need.basis):
            continue
        keys.append(f"{other or matter}:{code}")
    return tuple(keys)


def ready(steps: Iterable[StepFacts]) -> list[str]:
    """Return the keys of waiting steps whose needs are all done.

    >>> ready([StepFacts("a:check", "done", ()), StepFacts("a:file", "waiting", ("a:check",))])
    ['a:file']
    """
    known = list(steps)
    done = {s.key for s in known if s.state == StepState.DONE}
    return [s.key for s in known if s.state == StepState.WAITING and done.issuperset(s.needs)]


def can_never_start(steps: Iterable[StepFacts]) -> set[str]:
    """Return the keys of waiting steps that need, directly or through others, a step that was refused or dropped."""
    known = {s.key: s for s in steps}
    lost = {k for k, s in known.items() if s.state in (StepState.REFUSED, StepState.DROPPED)}
    stuck: set[str] = set()
    while True:
        more = {
            k
            for k, s in known.items()
            if s.state == StepState.WAITING and k not in stuck and (lost | stuck) & set(s.needs)
        }
        if not more:
            return stuck
        stuck |= more


def shortcut(process: Process) -> Shortcut:
    """Return how the process lets a case be decided without its department's desk."""
    if any(s.decided_by == Decider.TABLE for s in process.steps):
        return Shortcut.TABLE
    return Shortcut.WINDOW if any(s.verb == CaseVerb.GRANT for s in process.steps) else Shortcut.NONE


def order(processes: Sequence[Process]) -> list[str]:
    """Return every step's key in the order of the text."""
    return [f"{p.matter}:{s.code}" for p in processes for s in p.steps]


@dataclass(frozen=True, slots=True)
class WaitFacts:
    """A step that is not done: `matter:step`, where it stands, what it needs."""

    key: str
    state: str
    needs: tuple[str, ...]


def held_up_by(key: str, left: Mapping[str, WaitFacts]) -> list[str]:
    """Return the keys of the steps under way that `key` waits for in the end, of those `left` to do; itself when it is.

    >>> left = [WaitFacts("a:enter", "waiting", ("a:fee", "t:settle")), WaitFacts("a:fee", "open", ()),
    ...         WaitFacts("t:settle", "waiting", ("t:pay",)), WaitFacts("t:pay", "open", ())]
    >>> held_up_by("a:enter", {f.key: f for f in left})
    ['a:fee', 't:pay']
    """
    found: dict[str, None] = {}
    seen: set[str] = set()
    ahead = [key]
    while ahead:
        one = ahead.pop(0)
        if one in seen or one not in left:
            continue
        seen.add(one)
        if left[one].state == StepState.WAITING:
            ahead += left[one].needs
        else:
            found[one] = None
    return list(found)
