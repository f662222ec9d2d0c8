"""What every card reader must be able to do, and what a card says. A driver is one subclass of `Reader`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import asdict, dataclass, fields


@dataclass(frozen=True, slots=True)
class Card:
    """What an identity document's chip says. Days are ISO dates; `valid_until` is empty when it is valid for ever."""

    document: str
    """`resident_id`, `hmt_residence` or `permanent_residence`."""
    number: str
    name: str
    name_latin: str = ""
    sex: str = ""
    nation: str = ""
    born_date: str = ""
    address: str = ""
    issued_by: str = ""
    valid_from: str = ""
    valid_until: str = ""

    def as_json(self) -> dict[str, str]:
        """Return the card as the page reads it."""
        return asdict(self)

    @classmethod
    def of(cls, data: dict[str, str]) -> Card:
        """Return the card that a file of test cards describes; raises ValueError at an unknown or missing field."""
        known = {f.name for f in fields(cls)}
        if set(data) - known or not {"document", "number", "name"} <= set(data):
            raise ValueError(f"a card has the fields {sorted(known)}, not {sorted(data)}")
        return cls(**{name: str(value) for name, value in data.items()})


class Unreadable(Exception):
    """A card lies there and its chip does not answer."""


class NoReader(Exception):
    """The reader itself does not answer."""


class Reader(ABC):
    """A card reader. The bridge calls it from one thread at a time."""

    name: str

    @abstractmethod
    def is_card_there(self) -> bool:
        """Return whether a card lies on the reader now. Raises NoReader."""

    @abstractmethod
    def read(self) -> Card:
        """Return what the card says. Raises Unreadable, NoReader."""

    def close(self) -> None:  # noqa: B027  (a driver without a handle has nothing to do)
        """Let the device go."""
