"""What may happen to an application or a case, as a table of moves with weights: `@move` adds one.

    @move(CaseVerb.EXAMINE, by=of_step, when=waits_for("examine"), weight=30)
    def examine_(v: Visit, case: Case, actor: Actor) -> None:
        examine(case_id=case.id, opinion="符合条件。", actor=actor)

A move is possible where `when` says so and the binding allows one of its verbs to one of those `by` whom it is done;
then the verb must do it. A refusal fails the walk, but for those that a move names as meant (`refusals`). What a verb
brings about by itself (`start`, `conclude` …) stands in `FOLLOWS`, what the walk never does in `LEFT_OUT`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from simulators.population import Sale
from tests.year.town import Someone, Town
from yimen.cases.actions import APPLICATION, CASE
from yimen.cases.actions.present import present
from yimen.cases.models import Application, Case, Proceeding, Step
from yimen.cases.reads.application import Filled, filled_row
from yimen.cases.reads.completeness import Completeness, completeness
from yimen.cases.reads.proceedings import facts_of, opened
from yimen.cases.rules.proceedings import HearingData, check_decidable
from yimen.cases.states import FINAL, ApplicationState, ApplicationVerb, CaseVerb, StepState
from yimen.kernel import clock
from yimen.kernel.actor import Actor, department_system, house
from yimen.kernel.errors import Obstacle, YimenError
from yimen.people.states import Post

Who = Callable[["Visit", Any], Iterable[Actor]]
When = Callable[["Visit", Any], bool]


@dataclass
class File:
    """What the walk itself remembers of one application."""

    serial: int
    bundle: str
    people: tuple[Someone, ...]
    clerk: Actor
    sale: Sale | None = None
    application_id: Any = None
    opened_day: Any = None
    examined: set[str] = field(default_factory=set)
    """Who examined a case of it in any round."""


@dataclass
class Visit:
    """One look at one application, and what may be done with it now."""

    town: Town
    chance: random.Random
    file: File
    row: Application
    cases: list[Case]
    steps: list[Step]
    _allowed: dict[tuple[str, Any], frozenset[str]] = field(default_factory=dict)
    _proceedings: dict[Any, list[Proceeding]] = field(default_factory=dict)

    @classmethod
    def at(cls, town: Town, chance: random.Random, file: File) -> Visit:
        """Look at an application."""
        row = Application.objects.get(pk=file.application_id)
        if row.state not in (ApplicationState.ACCEPTED, ApplicationState.CLOSED):
            return cls(town, chance, file, row, [], [])
        cases = list(Case.objects.filter(application=row.id).order_by("number"))
        steps = list(Step.objects.filter(case__application=row.id).order_by("key"))
        return cls(town, chance, file, row, cases, steps)

    @property
    def running(self) -> list[Case]:
        """The cases that have not ended."""
        return [c for c in self.cases if c.state not in FINAL]

    def of(self, case: Case) -> list[Step]:
        """The case's steps."""
        return [s for s in self.steps if s.case_id == case.id]

    def desk_step(self, case: Case) -> Step | None:
        """The step of the case that waits for a person: what is in trouble first."""
        own = self.of(case)
        troubled = [s for s in own if s.state == StepState.TROUBLE]
        at_desk = [s for s in own if s.state == StepState.OPEN and s.decided_by == "desk"]
        return next(iter([*troubled, *at_desk]), None)

    def asked_step(self, case: Case) -> Step | None:
        """The step of the case that a department's system has."""
        return next((s for s in self.of(case) if s.state == StepState.OPEN and s.decided_by == "connector"), None)

    def proceedings(self, case: Case) -> list[Proceeding]:
        """What happens beside the case's steps."""
        if not case.has_proceedings:
            return []
        if case.id not in self._proceedings:
            self._proceedings[case.id] = list(Proceeding.objects.filter(case=case.id).order_by("started_at", "id"))
        return self._proceedings[case.id]

    def chair(self, case: Case) -> int:
        """Who chairs or chaired its hearing, 0 when nobody does."""
        chairs = [opened(r, HearingData).chair for r in self.proceedings(case) if r.kind == "hearing"]
        return next(iter(chairs), 0)

    def may_decide(self, case: Case) -> bool:
        """Whether nothing must be awaited before a decision."""
        try:
            check_decidable((facts_of(r) for r in self.proceedings(case) if r.ended_at is None), clock.now())
        except Obstacle:
            return False
        return True

    @cached_property
    def filled(self) -> Filled:
        """The application in full."""
        return filled_row(self.row)

    @cached_property
    def examined(self) -> Completeness:
        """What it lacks."""
        return completeness(self.filled)

    def may(self, kind: str, row: Any, actor: Actor, verbs: Iterable[str]) -> bool:
        """Ask the binding."""
        key = (f"{actor.kind}:{actor.id}", row.id)
        if key not in self._allowed:
            self._allowed[key] = BINDINGS[kind].allowed(actor, row)
        return any(verb in self._allowed[key] for verb in verbs)

    def come_to_the_window(self, actor: Actor) -> None:
        """The applicant comes with her number: from now until the day ends the clerk sees the application."""
        is_hers = str(self.row.accepted_by_id) == actor.id or self.row.state == ApplicationState.DRAFT
        if not is_hers and self.row.receipt_no:
            somebody = self.filled.for_rules.parties[0]
            present(receipt_no=self.row.receipt_no, last_four=somebody.number[-4:], actor=actor)


BINDINGS: Mapping[str, Any] = {"application": APPLICATION, "case": CASE}


@dataclass(frozen=True)
class Move:
    """One line of the table."""

    name: str
    kind: str
    verbs: tuple[str, ...]
    by: Who
    when: When
    weight: float
    refusals: tuple[type[YimenError], ...]
    do: Callable[[Visit, Any, Actor], None]


MOVES: list[Move] = []
ARRIVALS: list[tuple[tuple[str, ...], Callable[[File], Any]]] = []
"""What makes an application: its verbs, and the function that returns the id."""
FOLLOWS: Mapping[str, str] = {
    "application.demand": "the last tax is declared",
    "application.close": "the last case has ended",
    "application.receive": "accept, correct and hand_in receive first",
    "case.receive": "the application is accepted",
    "case.accept": "the application is accepted",
    "case.check": "the application is checked",
    "case.start": "what the step needs is done",
    "case.pay": "the terminal has settled",
    "case.conclude": "the last step is done",
    "case.terminate": "a case it depends on is refused",
    "case.recount": "a notice of holidays is imported",
}
LEFT_OUT: Mapping[str, str] = {
    "application.represent": "of the hundred matters only the sale knows it: tests/journeys/test_parties.py",
    "application.dismiss": "goes with represent",
    **{
        f"{kind}.{verb}": "what comes after a decision is walked in tests/journeys/test_after.py, not in the year yet"
        for kind, verb in (
            ("application", "reopen"),
            ("case", "reopen"),
            ("case", "rectify"),
            ("case", "hand_over"),
            ("case", "transfer"),
            ("case", "report_up"),
        )
    },
    **{
        f"case.{verb}": "no matter of the year knows a decision at once: tests/journeys/test_at_once.py"
        for verb in ("decide_by_table", "leave_to_person", "ask_for_person", "grant", "sample_check", "review")
    },
    **dict.fromkeys(
        ("application.deem_accepted", "application.supplement", "application.give_time"),
        "every pile of the year is judged at once and answered at a window: tests/journeys/test_intake.py",
    ),
    **dict.fromkeys(
        (
            "application.tolerate",
            "application.promise",
            "case.supply",
            "case.call_off",
            "case.check_promise",
            "case.object",
        ),
        "no matter of the year lets anything come later or be promised: tests/journeys/test_owed.py",
    ),
    "application.vouch": "nobody uploads from home in this year: tests/journeys/test_portal.py",
}


def move(
    *verbs: ApplicationVerb | CaseVerb,
    by: Who,
    when: When = lambda v, row: True,
    weight: float = 10,
    refusals: tuple[type[YimenError], ...] = (),
) -> Callable[[Callable[[Visit, Any, Actor], None]], Callable[[Visit, Any, Actor], None]]:
    """Add a move that does one of `verbs` (all of one kind) to the table."""
    kind = "application" if isinstance(verbs[0], ApplicationVerb) else "case"

    def add(do: Callable[[Visit, Any, Actor], None]) -> Callable[[Visit, Any, Actor], None]:
        MOVES.append(Move(do.__name__.strip("_"), kind, tuple(verbs), by, when, weight, refusals, do))
        return do

    return add


def chosen(v: Visit) -> tuple[Move, Any, Actor] | None:
    """The move that chance picks by weight from those that are possible now, on what, and who does it.

    Lots are drawn first and asked afterwards whether they are possible: the same odds, a tenth of the questions.
    """
    lots = [
        (m, row)
        for m in MOVES
        for row in ([v.row] if m.kind == "application" else v.running)
        if any((row.state, verb) in BINDINGS[m.kind].table for verb in m.verbs)
    ]
    while lots:
        n = v.chance.choices(range(len(lots)), [m.weight for m, _ in lots])[0]
        m, row = lots.pop(n)
        able = [a for a in m.by(v, row) if v.may(m.kind, row, a, m.verbs)] if m.when(v, row) else []
        if able:
            return m, row, v.chance.choice(able)
    return None


# By whom.


def clerk(v: Visit, row: Any) -> Iterable[Actor]:
    """Who opened a draft; else the same or any other clerk of the district, at whose window the applicant comes."""
    if v.row.state == ApplicationState.DRAFT:
        return [v.file.clerk]
    return [v.file.clerk, v.town.clerks[(v.file.serial + clock.today().toordinal()) % len(v.town.clerks)]]


def at_department(*posts: Post) -> Who:
    """Who holds one of the posts at the case's department."""
    return lambda v, case: [a for post in posts for a in v.town.who(post, case.department_id)]


def manager(v: Visit, case: Case) -> Iterable[Actor]:
    """Who may give a step to somebody else: the hall's manager any, a department's approver its own."""
    step = v.desk_step(case)
    assert step is not None
    return [*v.town.who(Post.HALL_MANAGER, v.row.centre_id), *v.town.who(Post.APPROVER, step.office)]


def relay(v: Visit, case: Case) -> Iterable[Actor]:
    """The house itself."""
    return [house("relay")]


def system(v: Visit, case: Case) -> Iterable[Actor]:
    """The department's own system."""
    return [department_system(case.department_id, "业务系统")]


def of_step(v: Visit, case: Case) -> Iterable[Actor]:
    """Who may do the step that waits: has claimed it, or holds its post while nobody has, with fresh eyes."""
    step = v.desk_step(case)
    if step is None:
        return []
    posts = [step.post] if step.post else [Post.EXAMINER, Post.APPROVER]
    held = [a for post in posts for a in v.town.who(post, step.office)]
    if step.claimed_by_id is not None:
        held = [a for a in held if a.id == str(step.claimed_by_id)]
    if step.verb == "approve":
        held = [a for a in held if a.id not in v.file.examined and int(a.id) != case.examined_by_id]
    if step.verb == "examine":
        held = [a for a in held if int(a.id) != v.chair(case)]
    return [a for a in held if step.verb not in ("approve", "check") or int(a.id) != case.accepted_by_id]


# When.


def waits_for(verb: str) -> When:
    """The case's step at the desk is this one."""
    return lambda v, case: (step := v.desk_step(case)) is not None and step.state == "open" and step.verb == verb


def decides(verb: str) -> When:
    """The case's step at the desk is this one, and nothing must be awaited before a decision."""
    return lambda v, case: waits_for(verb)(v, case) and v.may_decide(case)


def in_trouble(v: Visit, case: Case) -> bool:
    """A department's system gave no answer."""
    step = v.desk_step(case)
    return step is not None and step.state == StepState.TROUBLE


def with_system(v: Visit, case: Case) -> bool:
    """A department's system has the case's step."""
    return v.asked_step(case) is not None
