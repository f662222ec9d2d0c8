"""What a connector is, what it is given and gives back, and when a message is tried again. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from yimen.kernel.words import Words

LAST_TRY = 6
MOST_TRIES = 1_000
"""Where counting ends: a department may take weeks to answer."""
LONGEST_PAUSE = timedelta(minutes=2)
FIRST_ASK = timedelta(milliseconds=300)


@dataclass(frozen=True, slots=True)
class Request:
    """What goes to a department's system: its number (the same at every try), office time, and the payload."""

    number: str
    office_time: datetime
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Taken:
    """The system has taken the request and will answer later."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The system's answer: its number there, and the payload as it came."""

    number: str
    payload: Mapping[str, Any]


Reply = Taken | Answered


class OutcomeKind(StrEnum):
    """What an answer means for the step it belongs to."""

    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer as read by its connector: values for the step's outcome fields, and what differs from our own data."""

    kind: OutcomeKind
    values: Mapping[str, str] = field(default_factory=dict)
    details: Mapping[str, Any] = field(default_factory=dict)
    words: Words = field(default_factory=lambda: Words("", ""))
    differences: tuple[Words, ...] = ()


class Misunderstood(Exception):
    """An answer contradicts its request or cannot be read; `words` says how. It changes nothing."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


class Connector(Protocol):
    """Speaks to one operation of one department's system. Idempotent by the request's number."""

    @property
    def code(self) -> str:
        """`system.operation`, as the text of a process names it."""

    @property
    def system(self) -> str:
        """The system's code in the node's list of systems."""

    @property
    def name(self) -> Words:
        """What a person calls the system."""

    def build(self, context: Any) -> dict[str, Any]:
        """Return the payload for a step; `context` is what the caller knows of it."""

    def send(self, request: Request) -> Reply:
        """Send; raises Unreachable when there is no answer, Misunderstood when the answer makes no sense."""

    def ask(self, request: Request) -> Reply:
        """Ask after a request that was taken."""

    def acknowledge(self, number: str) -> None:
        """Tell the system that its answer to the request `number` is safely kept, whether it makes sense or not."""

    def by_hand(self, context: Any, values: Mapping[str, str]) -> Outcome:
        """Return the outcome when a desk decides instead and types `values`; raises BadInput."""

    def read(self, context: Any, request: Mapping[str, Any], answer: Mapping[str, Any]) -> Outcome:
        """Read an answer against its request; raises Misunderstood."""


class Query(Protocol):
    """Reads a record from a department's system while the person waits; writes nothing there."""

    @property
    def code(self) -> str:
        """`system.record`, as the text names it."""

    @property
    def system(self) -> str:
        """The system's code in the node's list of systems."""

    def fetch(self, key: str) -> dict[str, Any]:
        """Return the record; raises BadInput when there is none, Unreachable when the system does not answer."""

    def answers(self, found: Mapping[str, Any], context: Any) -> dict[str, str]:
        """Return what the record answers, by field."""


class Receiver(Protocol):
    """Reads an answer that a department's system pushes to the inbound door."""

    @property
    def system(self) -> str:
        """The system's code in the node's list of systems."""

    @property
    def name(self) -> Words:
        """What a person calls the system."""

    def received(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> tuple[UUID, Answered]:
        """Return the message answered and the answer.

        Raises Refused for a wrong signature, BadInput for a wrong text.
        """


def pause(tries: int) -> timedelta:
    """Return how long to wait after `tries` failed tries: 1, 2, 4 … seconds, at most two minutes.

    >>> pause(3)
    datetime.timedelta(seconds=4)
    >>> pause(5000) == LONGEST_PAUSE
    True
    """
    return min(timedelta(seconds=2 ** min(max(tries - 1, 0), 10)), LONGEST_PAUSE)


def gives_up(tries: int) -> bool:
    """Return whether a message is parked after `tries` failed tries."""
    return tries >= LAST_TRY
