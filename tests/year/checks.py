"""What must hold after any day of the year: a way on, every clock, every paper, every date. Finds; repairs nothing.

`@rule` adds a rule: a generator of sentences about what is wrong. Statute and calendar are plain data here, the dates
are the second opinion's (`tests/clock/oracle.py`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from tests.clock import oracle
from tests.year.calendar import IMPORTS, PUBLISHED, known_at
from tests.year.told import Entry, Row, Told, read
from tests.year.town import Town
from yimen.cases.actions import APPLICATION, CASE
from yimen.cases.states import APPLICATION_TABLE, CASE_TABLE
from yimen.notices.states import SERIES
from yimen.people.models import Appointment

FINAL = {"granted", "refused", "terminated", "withdrawn", "transferred"}
OVER = {"turned_away", "closed", "discarded"}
PAPERS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("application", "accept"): ("acceptance", "materials"),
    ("application", "correct"): ("correction",),
    ("application", "spare"): ("not-needed",),
    ("application", "redirect"): ("out-of-scope",),
    ("application", "reject"): ("rejection",),
    ("application", "hand_out"): ("hand-out",),
    ("case", "refuse"): ("refusal",),
    ("case", "pause"): ("pause",),
    ("case", "extend"): ("extension",),
    ("case", "withdraw"): ("withdrawal",),
    ("payment", "settle"): ("payment",),
    ("case", "offer_hearing"): ("hearing-right",),
    ("case", "schedule_hearing"): ("hearing-notice",),
    ("case", "hold_hearing"): ("hearing-record",),
    ("case", "visit"): ("visit",),
    ("case", "inform"): ("interest",),
}
"""Which verb gives which papers by law, once each time it is done."""
PAPERS_LEFT_OUT: Mapping[str, str] = {
    "summary": "comes when the matters of an application did not end alike: the rule `summaries`",
    "paper-list": "the custody of paper has its own table and walk: tests/journeys/test_paper_and_delivery.py",
    **dict.fromkeys(
        ("reopening", "rectification", "hand-over", "transfer", "report-up"),
        "goes with what comes after a decision: tests/journeys/test_after.py",
    ),
    **dict.fromkeys(
        (
            "revocation-notice",
            "recall-notice",
            "revocation",
            "recall",
            "desistance",
            "deregistration",
            "renewal-asked",
            "renewal",
            "renewal-refusal",
            "deemed-renewal",
            "renewal-reminder",
        ),
        "the ends of licences have their own table: tests/journeys/test_licence_life.py",
    ),
    **dict.fromkeys(
        ("called-off", "tolerance", "promise", "promise-untrue"),
        "no matter of the year lets anything come later or be promised: tests/journeys/test_owed.py",
    ),
    **dict.fromkeys(
        ("received", "more-time"), "every pile of the year is judged at once: tests/journeys/test_intake.py"
    ),
    "grant": "no matter of the year is decided at once: tests/journeys/test_at_once.py",
    "service": "delivery has its own table and walk: tests/journeys/test_paper_and_delivery.py",
}
"""Kinds of documents that no verb of the year gives, each with the reason."""
LICENCE = "01"
"""Matters for which 行政许可法 art 44 says within how many days the result must arrive."""
UNITS = {"working_day": "working day", "natural_day": "natural day", "hour": "hour", "minute": "minute"}

Rule = Callable[[Told, Town], Iterator[str]]
RULES: list[Rule] = []


def rule(found: Rule) -> Rule:
    """Add a rule."""
    RULES.append(found)
    return found


def check(town: Town, applications: Sequence[UUID] | None = None) -> list[str]:
    """Return everything that is wrong with these applications, or with the whole district."""
    told = read(applications)
    return [f"{r.__name__}: {text}" for r in RULES for text in r(told, town)]


# The journal tells the rows.


@rule
def journal(told: Told, town: Town) -> Iterator[str]:
    """Every entry is a move of the table, in order and not before the last; the row stands where the journal ends."""
    tables = {"application": APPLICATION_TABLE, "case": CASE_TABLE}
    for kind, rows in (("application", told.applications), ("case", told.cases)):
        for row in rows.values():
            state, last = "", None
            for n, e in enumerate(told.journal[kind, row.id], start=1):
                if tables[kind].get((state, e.verb)) != e.state or e.seq != n or (last and e.at < last):
                    yield f"{kind} {row.id}: entry {n} ({e.verb} from {state or 'nothing'} to {e.state}) does not fit"
                state, last = e.state, e.at
            if (state, len(told.journal[kind, row.id])) != (row.state, row.version):
                yield f"{kind} {row.id}: the journal ends in {state}, the row is {row.state} version {row.version}"


@rule
def moments(told: Told, town: Town) -> Iterator[str]:
    """What the rows say of when something was done is when the journal says it."""
    for a in told.applications.values():
        entries = told.journal["application", a.id]
        yield from _same(a, "received_at", _at(entries, "receive"))
        yield from _accepted(a, entries)
        yield from _same(a, "correction_at", _at(entries, "correct"))
        yield from _same(a, "closed_at", _at(entries, "close", "spare", "redirect", "reject"))
    for c in told.cases.values():
        entries = told.journal["case", c.id]
        yield from _same(c, "accepted_at", told.applications[c.application_id].accepted_at)
        yield from _same(c, "ended_at", next((e.at for e in entries if e.state in FINAL), None))


def _accepted(a: Row, entries: Sequence[Entry]) -> Iterator[str]:
    """Accepted when it says so; after a correction from the moment that brought the last thing."""
    accepted, corrected = _at(entries, "accept"), _at(entries, "correct")
    brought = {e.at for e in entries if corrected and accepted and corrected < e.at <= accepted}
    if a.accepted_at != accepted and a.accepted_at not in brought:
        yield f"{a.id}: accepted_at is {a.accepted_at}, accepted at {accepted}, things brought {sorted(brought)}"
    if accepted and a.accepted_at != (a.completed_at or accepted):
        yield f"{a.id}: accepted_at is {a.accepted_at}, complete since {a.completed_at}"


def _same(row: Row, column: str, at: Any) -> Iterator[str]:
    if row.columns[column] != at:
        yield f"{row.id}: {column} is {row.columns[column]}, the journal says {at}"


def _at(entries: Sequence[Entry], *verbs: str) -> Any:
    return next((e.at for e in entries if e.verb in verbs), None)


# A way on.


@rule
def way_on(told: Told, town: Town) -> Iterator[str]:
    """Whatever is not over can go on: a step is under way, and somebody who exists may do it now."""
    posts = {(p, o) for _, p, o in _held()}
    by_application: dict[UUID, list[Row]] = defaultdict(list)
    for c in told.cases.values():
        by_application[c.application_id].append(c)
    for a in told.applications.values():
        own = by_application[a.id]
        if a.state in OVER:
            if any(c.state not in FINAL for c in own):
                yield f"application {a.id} is {a.state} and a case of it is not"
        elif a.state == "accepted":
            if not own or all(c.state in FINAL for c in own):
                yield f"application {a.id}: every case has ended and it is not closed"
        elif not any(APPLICATION.allowed(actor, _facts(a)) for actor in town.clerks):
            yield f"application {a.id}: no clerk may do anything in {a.state}"
        under_way = [s for c in own if c.state not in FINAL for s in told.steps[c.id] if s.state in ("open", "trouble")]
        keys = {s.key: s for c in own for s in told.steps[c.id]}
        for c in own:
            if c.state not in FINAL:
                yield from _stuck(told, town, c, keys, under_way, posts)


def _stuck(
    told: Told, town: Town, case: Row, keys: Mapping[str, Row], under_way: Sequence[Row], posts: set[tuple[str, str]]
) -> Iterator[str]:
    own = [s for s in told.steps[case.id] if s.state not in ("done", "dropped", "refused")]
    if not own:
        yield f"case {case.number}: no step is left and it has not ended"
    for s in own:
        if s.state == "waiting":
            lost = [n for n in s.needs if n not in keys or keys[n].state in ("refused", "dropped")]
            if lost or all(keys[n].state == "done" for n in s.needs):
                yield f"case {case.number}: {s.code} waits for nothing that can come ({lost})"
        elif s.state == "trouble" or s.decided_by == "desk":
            yield from _unstaffed(town, case, s, posts)
        elif s.decided_by == "connector":
            if not any(m.state in ("queued", "sent", "answered") for m in told.messages[s.id]):
                yield f"case {case.number}: {s.code} is with a system that was asked nothing"
        elif case.application_id not in told.payments and all(u.decided_by == "payment" for u in under_way):
            yield f"case {case.number}: {s.code} waits for a payment that nobody demanded"
    if case.state == "paused" and not any("resume" in CASE.allowed(a, _facts(case)) for a in town.everybody):
        yield f"case {case.number}: nobody may resume it"


def _unstaffed(town: Town, case: Row, step: Row, posts: set[tuple[str, str]]) -> Iterator[str]:
    if (step.post, step.office) not in posts:
        yield f"case {case.number}: {step.code} is at {step.office}, which has no {step.post}"
        return
    verbs = {"take_over", "retry"} if step.state == "trouble" else {step.verb}
    verbs |= {"resume"} if case.state == "paused" else set()
    able = [a for a in town.everybody if a.holds(step.post, step.office) or case.state == "paused"]
    if not any(verbs & CASE.allowed(a, _facts(case)) for a in able):
        yield f"case {case.number}: of those who hold {step.post} at {step.office} nobody may {sorted(verbs)} now"


def _facts(row: Row) -> Any:
    return row


def _held() -> set[tuple[int, str, str]]:
    held = Appointment.objects.filter(is_held=True, account__is_active=True)
    return set(held.values_list("account_id", "post", "office"))


# Clocks.


@rule
def clocks(told: Told, town: Town) -> Iterator[str]:
    """Every limit that the matter has is watched from acceptance on, ends after it begins, stops after it starts."""
    for c in told.cases.values():
        if c.accepted_at is None:
            continue
        limits = told.matters[c.matter_id].acceptance["limits"]
        wanted = {kind: limits[kind]["limit"] for kind in ("statutory", "promised") if limits[kind].get("limit")}
        own = {k.kind: k for k in told.clocks[c.id]}
        must_arrive = c.state == "granted" and told.matters[c.matter_id].acceptance["type"] == LICENCE
        lacking = sorted((set(wanted) | ({"delivery"} if must_arrive else set())) - set(own))
        if lacking:
            yield f"case {c.number}: no clock for {lacking}"
        if "delivery" in own and own["delivery"].started_at != c.ended_at:
            yield f"case {c.number}: the limit for delivery does not start with the decision"
        for kind, k in own.items():
            if kind in wanted and (str(k.count), UNITS[k.unit]) != _words(wanted[kind]):
                yield f"case {c.number}: the {kind} clock counts {k.count} {k.unit}, the matter gives {wanted[kind]}"
            if kind in wanted and k.started_at != c.accepted_at:
                yield f"case {c.number}: the {kind} clock does not start with acceptance"
            if k.until is not None and k.until <= k.started_at:
                yield f"case {c.number}: the {kind} clock ends before it starts"
            if kind in wanted and (k.stopped_at is None) is (c.state in FINAL):
                yield f"case {c.number} is {c.state}: its {kind} clock is stopped at {k.stopped_at}"
            if k.stopped_at is not None and k.stopped_at < k.started_at:
                yield f"case {c.number}: the {kind} clock stops before it starts"
            if kind in wanted and k.until != c.columns[f"{kind}_until"]:
                yield f"case {c.number}: the case and its {kind} clock differ"


def _words(limit: str) -> tuple[str, str]:
    count, unit = limit.split(" ", 1)
    return count, unit.removesuffix("s")


@rule
def dates(told: Told, town: Town) -> Iterator[str]:
    """Every end of a limit is what the second opinion says, from the journal and the notices known at the time."""
    now = max((e.at for entries in told.journal.values() for e in entries), default=None)
    for c in told.cases.values():
        events = _pauses(told.journal["case", c.id])
        for k in told.clocks[c.id]:
            stood_still = () if k.kind == "delivery" else events  # what came before the decision is over
            until = _answer(k.count, k.unit, k.started_at, stood_still, k.extension, k.stopped_at or now)
            if (k.until and _local(k.until), k.is_provisional) != (
                until.ends,
                until.is_provisional and bool(until.ends),
            ):
                yield f"case {c.number}: the {k.kind} limit ends {k.until} ({k.is_provisional}); it is {until}"
        extensions = sum(e.verb == "extend" for e in told.journal["case", c.id])
        if extensions != sum(bool(k.extension) for k in told.clocks[c.id]):
            yield f"case {c.number}: extended {extensions} times"
        yield from _step_dates(told, c, events, now)


def _step_dates(told: Told, case: Row, events: list[Any], now: Any) -> Iterator[str]:
    """A step's own limit runs from when it was last begun."""
    process = told.matters[case.matter_id].process
    limits = {s["code"]: s.get("limit", "") for s in process["steps"]}
    for s in told.steps[case.id]:
        if s.state not in ("open", "trouble") or not limits[s.code]:
            continue
        begun = [e.at for e in told.journal["case", case.id] if e.verb == "start" and s.code in e.data["steps"]]
        count, unit = _words(limits[s.code])
        until = _answer(
            int(count),
            unit.replace(" ", "_"),
            begun[-1] if begun else _at(told.journal["case", case.id], "accept"),
            events,
            0,
            now,
        )
        if (s.until and _local(s.until)) != until.ends:
            yield f"case {case.number}: the step {s.code} is to be done by {s.until}; it is {until.ends}"


def _pauses(entries: Sequence[Entry]) -> list[tuple[str, Any, int]]:
    """What the journal tells of pauses, as the second opinion takes it."""
    found: list[tuple[str, Any, int]] = []
    number = 0
    for e in entries:
        if e.verb == "pause":
            number += 1
        if e.verb in ("pause", "resume"):
            found.append((f"{e.verb}d".replace("ee", "e"), _local(e.at).date(), number))
    return found


def _answer(count: int, unit: str, start: Any, pauses: Sequence[Any], extension: int, at: Any) -> oracle.Answer:
    return _reckoned(count, unit, start, tuple(pauses), extension, sum(since <= at for since in IMPORTS))


@cache
def _reckoned(count: int, unit: str, start: Any, pauses: Any, extension: int, imports: int) -> oracle.Answer:
    notices = known_at(sorted(IMPORTS)[imports - 1]) if imports else PUBLISHED
    history = oracle.History(count, UNITS[unit], [("accepted", start, 0), *pauses], extension, notices, notices)
    return oracle.answer(history, notices)


def _local(at: Any) -> Any:
    return at.astimezone(oracle.OFFICE).replace(tzinfo=None)


# Papers.


@rule
def papers(told: Told, town: Town) -> Iterator[str]:
    """What the law wants in writing was issued, as often as it was done; every paper's number stands in its journal."""
    issued = Counter((d.subject_id, d.kind) for d in told.documents)
    source = {p.id: a for a, p in told.payments.items()}
    for (kind, subject), entries in told.journal.items():
        done = Counter(e.verb for e in entries)
        for verb in done:
            for paper in PAPERS.get((kind, verb), ()):
                of = source[subject] if kind == "payment" else subject
                if issued[of, paper] != done[verb]:
                    yield f"{kind} {of}: {verb} {done[verb]} times, {issued[of, paper]} papers {paper}"
    for d in told.documents:
        if [e.data.get("number") for e in told.journal["document", d.id]] != [d.number]:
            yield f"document {d.number}: its journal does not name it"


@rule
def summaries(told: Told, town: Town) -> Iterator[str]:
    """Whose matters ended in different ways is told in one paper what became of each; nobody else is."""
    issued = Counter(d.subject_id for d in told.documents if d.kind == "summary")
    ends: dict[UUID, set[str]] = defaultdict(set)
    for c in told.cases.values():
        ends[c.application_id].add(c.state)
    for a in told.applications.values():
        if issued[a.id] != (a.state == "closed" and len(ends[a.id]) > 1):
            yield f"application {a.id}: {issued[a.id]} summaries of matters that ended as {sorted(ends[a.id])}"


@rule
def numbers(told: Told, town: Town) -> Iterator[str]:
    """The numbers of an office, a kind and a year are 1, 2, 3 … in the order of issue."""
    if not told.is_whole:
        return
    series: dict[tuple[str, str, int], list[tuple[Any, int]]] = defaultdict(list)
    for d in told.documents:
        found = re.fullmatch(rf".+{SERIES[d.kind]}〔(\d{{4}})〕(\d+)号", d.number)
        if found is None or int(found[1]) != _local(d.issued_at).year:
            yield f"document {d.number} of {d.issued_at}: no number of its kind and year"
        else:
            series[d.office, d.kind, int(found[1])].append((int(found[2]), d.issued_at))
    for (office, kind, year), given in series.items():
        given.sort()
        if [n for n, _ in given] != list(range(1, len(given) + 1)):
            missing = sorted(set(range(1, given[-1][0] + 1)) - {n for n, _ in given})
            yield f"{office} {kind} {year}: {len(given)} numbers up to {given[-1][0]}, missing {missing[:5]}"
        if [at for _, at in given] != sorted(at for _, at in given):
            yield f"{office} {kind} {year}: the numbers do not follow the days"
