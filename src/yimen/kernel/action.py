"""The action shell: the one place where a row changes state.

`with CASE.act(Verb.APPROVE, case_id, actor=actor) as deed:` opens the transaction, locks the rows, reads them again,
checks
that the actor may see them, may do the verb, and that the table of states allows it. The body changes columns of
`deed.subjects` and notes what was done; on leaving, the shell makes one conditional UPDATE per kind on (id, state,
version), one INSERT of journal entries, one of outbox rows, and commits. Nothing noted, nothing written. It knows no
case:
each room binds it to its own rows in a few lines.

Locks are taken in one order for the whole house (`rank`), ids ascending; number series come last of all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec
import psycopg.errors
from django.db import OperationalError, transaction

from yimen.kernel import clock, shell_sql
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Busy, Conflict, NotFound, Refused, Stale, YimenError
from yimen.kernel.journal import GENESIS, Entry, Recorded
from yimen.kernel.models import Subject
from yimen.kernel.visible import Visible
from yimen.kernel.words import Words

S = TypeVar("S", bound=Subject)
T = TypeVar("T", bound=Subject)
Transitions = Mapping[tuple[str, str], str]
May = Callable[[Actor, str, S], Refused | None]
BORN = ""
"""The state before the first entry: `(BORN, verb)` in a table says which verb makes a row, and its first state."""


def allowed_verbs(actor: Actor, row: S, table: Transitions, may: May[S]) -> frozenset[str]:
    """Return the verbs that the table allows from the row's state and that this actor may do. For reads."""
    return frozenset(v for (state, v) in table if state == row.state and may(actor, v, row) is None)


@dataclass(frozen=True)
class Binding(Generic[S]):
    """A room's rows in the shell: their kind, model, table of states, who may, who sees, and the words of both.

    `may` answers why an actor may not do a verb on a row (an error of the tree), or None when she may. `visible_to`
    gives the
    rows an actor may see: the same for list, count, export, search and this shell.
    """

    kind: str
    rank: int
    model: type[S]
    table: Transitions
    may: May[S]
    visible_to: Callable[[Actor], Visible]
    state_words: Mapping[str, Words]
    verb_words: Mapping[str, Words]

    @contextmanager
    def act(self, verb: str | Sequence[str], ids: UUID | Collection[UUID], *, actor: Actor) -> Iterator[Deed[S]]:
        """Do `verb` on the rows `ids` as `actor`; of several verbs, the first that a row's state allows.

        Raises NotFound when a row is not there or not the actor's, Refused, Conflict, Busy, Stale.
        """
        with transaction.atomic(), _as_the_house_says_it():
            deed: Deed[S] = Deed(actor, clock.now(), ())
            deed.subjects = deed.join(self, verb, {ids} if isinstance(ids, UUID) else ids)
            yield deed
            deed.write()

    @contextmanager
    def begin(self, *, actor: Actor) -> Iterator[Deed[S]]:
        """Open a deed that only makes new rows (`deed.born`)."""
        with transaction.atomic(), _as_the_house_says_it():
            deed: Deed[S] = Deed(actor, clock.now(), ())
            yield deed
            deed.write()

    def allowed(self, actor: Actor, row: S) -> frozenset[str]:
        """Return the verbs this actor may do on this row now.

        The same answer draws the buttons and guards the server.
        """
        return allowed_verbs(actor, row, self.table, self.may)

    def guard(self, actor: Actor, verbs: str | Sequence[str], row: S) -> None:
        """Raise Refused or Conflict unless `actor` may do the verb on `row` in its present state."""
        verb = _verb_of(verbs, row, self.table)
        refusal = self.may(actor, verb, row)
        if refusal is not None:
            raise refusal
        if (row.state, verb) not in self.table:
            raise self._conflict(verb, row.state, self.allowed(actor, row))

    def _conflict(self, verb: str, state: str, allowed: Iterable[str]) -> Conflict:
        possible = [self.verb_words[v] for v in sorted(allowed)]
        words = Words(
            f"现在是“{self.state_words[state].zh}”，不能{self.verb_words[verb].zh}。"
            f"现在可以：{'、'.join(w.zh for w in possible) or '没有要办的'}。",
            f"It is now “{self.state_words[state].en}”; “{self.verb_words[verb].en}” is not possible. "
            f"Possible now: {', '.join(w.en for w in possible) or 'nothing'}.",
        )
        return Conflict(words, state=state, verb=verb, possible=sorted(allowed))


@dataclass
class _Touched:
    """One row in a deed: the row, its binding, its columns as they were read, and whether it is new."""

    binding: Binding[Any]
    row: Subject
    before: dict[str, Any] | None
    noted: bool = False

    def changed(self) -> set[str]:
        assert self.before is not None
        return {name for name, value in self.before.items() if getattr(self.row, name) != value}


@dataclass
class Deed(Generic[S]):
    """What one act does: its subjects, the moment, what was noted so far. Only the shell makes one."""

    actor: Actor
    now: datetime
    subjects: tuple[S, ...]
    _touched: dict[UUID, _Touched] = field(default_factory=dict)
    _recorded: list[tuple[Recorded, bytes, bytes]] = field(default_factory=list)
    _rank: int = 0
    _signed: str = ""

    @property
    def subject(self) -> S:
        """The one row of a deed on one row."""
        (only,) = self.subjects
        return only

    def join(self, binding: Binding[T], verb: str | Sequence[str], ids: Collection[UUID]) -> tuple[T, ...]:
        """Lock further rows of a kind that comes later in the lock order, checked for `verb` like the first."""
        assert binding.rank > self._rank, f"{binding.kind} must be locked before what is already held"
        self._rank = binding.rank
        rows = shell_sql.lock(binding.model, binding.visible_to(self.actor), ids)
        if len(rows) != len(set(ids)):
            raise NotFound
        for row in rows:
            binding.guard(self.actor, verb, row)
            self._touched[row.id] = _Touched(binding, row, shell_sql.columns(row))
            self._sign(binding, _verb_of(verb, row, binding.table), row)
        return tuple(rows)

    def born(self, binding: Binding[T], row: T, entry: Entry) -> T:
        """Make a new row with its first entry; its first state is the table's. Raises Refused."""
        refusal = binding.may(self.actor, entry.verb, row)
        if refusal is not None:
            raise refusal
        self._touched[row.id] = _Touched(binding, row, None)
        self._sign(binding, entry.verb, row)
        row.state, row.version, row.head = BORN, 0, GENESIS
        self.note(row, entry)
        return row

    def note(self, row: Subject, entry: Entry) -> None:
        """Write in the journal what was done to `row` and move its state as the table says."""
        touched = self._touched[row.id]
        binding = touched.binding
        assert entry.kind == binding.kind, f"an entry of {entry.kind} cannot be noted on {binding.kind}"
        state = binding.table.get((row.state, entry.verb))
        if state is None:
            raise binding._conflict(entry.verb, row.state, binding.allowed(self.actor, row))
        row.state = state
        row.version += 1
        recorded = Recorded(
            kind=binding.kind,
            subject_id=row.id,
            seq=row.version,
            at=self.now,
            verb=entry.verb,
            state=state,
            actor=self.actor.reference,
            actor_name=self._signed or self.actor.name,
            window=self.actor.window,
            data=msgspec.to_builtins(entry),
        )
        previous = bytes(row.head)
        row.head = recorded.chained(previous)
        self._recorded.append((recorded, previous, row.head))
        touched.noted = True

    def _sign(self, binding: Binding[Any], verb: str, row: Subject) -> None:
        """Note in whose place the actor acts: an absent colleague's, when she could not do it by her own posts.

        The journal then tells both names; the reference stays the actor's own.
        """
        absents = self.actor.absents
        if self._signed or not absents or binding.may(self.actor.in_place_of(), verb, row) is None:
            return
        able = (n for n in sorted(absents) if binding.may(self.actor.in_place_of(n), verb, row) is None)
        absent = next(able, None)
        if absent is not None:
            self._signed = f"{self.actor.name}（代{absents[absent]}）"

    def write(self) -> None:
        """Write everything: new rows, conditional updates, journal, outbox. Called by the shell on leaving."""
        for touched in self._touched.values():
            assert touched.noted or touched.before is None or not touched.changed(), "changed without a journal entry"
        for binding, group in self._by_kind():
            # Updates first: a new version may only come in when the old one is no longer the live one.
            self._update(binding, [t for t in group if t.before is not None and t.noted])
            shell_sql.insert(binding.model, [t.row for t in group if t.before is None])
        shell_sql.insert_journal(self._recorded)

    def _update(self, binding: Binding[Any], group: Sequence[_Touched]) -> None:
        if not group:
            return
        changed = sorted(set().union(*(t.changed() for t in group)) - shell_sql.KEPT_BY_SHELL)
        rows = [(t.row, t.before or {}) for t in group]
        if shell_sql.update(binding.model, changed, rows) != len(group):
            raise Stale

    def _by_kind(self) -> list[tuple[Binding[Any], list[_Touched]]]:
        kinds: dict[str, tuple[Binding[Any], list[_Touched]]] = {}
        for touched in self._touched.values():
            kinds.setdefault(touched.binding.kind, (touched.binding, []))[1].append(touched)
        return sorted(kinds.values(), key=lambda kind: kind[0].rank)


def _verb_of(verbs: str | Sequence[str], row: Subject, table: Transitions) -> str:
    """The one of several verbs that a row's state allows, the first when none is."""
    choice = [verbs] if isinstance(verbs, str) else verbs
    return next((v for v in choice if (row.state, v) in table), choice[0])


@contextmanager
def _as_the_house_says_it() -> Iterator[None]:
    """Turn the database's words for a lost race into the house's."""
    try:
        yield
    except YimenError:
        raise
    except OperationalError as error:
        if isinstance(error.__cause__, psycopg.errors.LockNotAvailable | psycopg.errors.DeadlockDetected):
            raise Busy from error
        raise
