"""The two interface versions of a JSON message: v2 moves some fields of v1 to other places.

A program thinks in v1; messages are moved at its edge. A message of the other version is refused, never
half understood.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

Message: TypeAlias = dict[str, Any]
Moves: TypeAlias = Mapping[str, str]
"""Place in v1 to place in v2, with dots for what lies inside."""

Version: TypeAlias = Literal["v1", "v2"]


class OtherVersion(Exception):
    """A message is of the version that is not in force; the text names the field that shows it."""


def outgoing(message: Message, moves: Moves, version: Version) -> Message:
    """Return a v1 message in the version in force.

    >>> outgoing({"no": 1, "name": "x"}, {"no": "record.number"}, "v2")
    {'name': 'x', 'record': {'number': 1}}
    """
    return _moved(message, moves) if version == "v2" else message


def incoming(message: Message, moves: Moves, version: Version) -> Message:
    """Return a message of the version in force in v1; raises OtherVersion.

    >>> incoming({"name": "x", "record": {"number": 1}}, {"no": "record.number"}, "v2")
    {'name': 'x', 'no': 1}
    """
    foreign = moves.keys() if version == "v2" else moves.values()
    for place in foreign:
        if _holds(message, place):
            raise OtherVersion(f"The field {place} does not belong to interface {version}.")
    return _moved(message, {new: old for old, new in moves.items()}) if version == "v2" else message


def _moved(message: Message, moves: Moves) -> Message:
    moved = _copy(message)
    for old, new in moves.items():
        if _holds(moved, old):
            _put(moved, new, _take(moved, old))
    return moved


def _copy(message: Message) -> Message:
    return {key: _copy(value) if isinstance(value, dict) else value for key, value in message.items()}


def _holds(message: Message, place: str) -> bool:
    here: Any = message
    for step in place.split("."):
        if not isinstance(here, dict) or step not in here:
            return False
        here = here[step]
    return True


def _take(message: Message, place: str) -> Any:
    """Remove and return a value, and the box it was alone in."""
    step, _, rest = place.partition(".")
    if not rest:
        return message.pop(step)
    value = _take(message[step], rest)
    if not message[step]:
        del message[step]
    return value


def _put(message: Message, place: str, value: Any) -> None:
    step, _, rest = place.partition(".")
    if not rest:
        message[step] = value
    else:
        _put(message.setdefault(step, {}), rest, value)
