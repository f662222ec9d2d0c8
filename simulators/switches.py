"""The fault switch of a program, kept in its store so that a restart changes nothing.

A switch says how the program misbehaves. Programs read it and never set it, except that `times` counts
down and then everything is normal again.
"""

from __future__ import annotations

import zlib
from typing import Literal

import msgspec

from simulators.store import Db

TABLES = b"""
CREATE TABLE IF NOT EXISTS sim_switch (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    setting jsonb NOT NULL DEFAULT '{}'
);
INSERT INTO sim_switch DEFAULT VALUES ON CONFLICT DO NOTHING;
"""

Wrong = Literal["house", "amount", "missing"]
_KINDS: tuple[Wrong, ...] = ("house", "amount", "missing")


class Switch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a program misbehaves. The default is not at all.

    `slow`: seconds before an answer is sent; `down`: 503; `twice`: answers come twice; `late`: seconds the
    work takes; `wrong`: answers contradict the request (true: the kind follows from the request number);
    `schema`: v2 renames fields; `times`: for so many requests only.
    """

    slow: float = 0
    down: bool = False
    twice: bool = False
    late: float = 0
    wrong: bool | Wrong = False
    schema: Literal["v1", "v2"] = "v1"
    times: int | None = None

    def __post_init__(self) -> None:
        if self.slow < 0 or self.late < 0 or (self.times is not None and self.times < 1):
            raise ValueError("slow and late are seconds from 0 on; times is 1 or more, or null for until changed.")

    def wrong_about(self, request_no: str) -> Wrong | None:
        """Say in which way the answer to a request is wrong, or None when it is right.

        >>> [Switch(wrong=w).wrong_about("R-1") for w in (True, "amount", False)]
        ['missing', 'amount', None]
        """
        if self.wrong is False:
            return None
        if self.wrong is True:
            return _KINDS[zlib.crc32(request_no.encode()) % len(_KINDS)]
        return self.wrong


NORMAL = Switch()


def current(db: Db) -> Switch:
    """Read the switch without using it up."""
    row = db.execute("SELECT setting FROM sim_switch").fetchone()
    return msgspec.convert(row["setting"], Switch) if row else NORMAL


def turn(db: Db, switch: Switch) -> None:
    """Set the switch; what is not said is normal."""
    db.execute("UPDATE sim_switch SET setting = %s::jsonb", [msgspec.json.encode(switch).decode()])


def use(db: Db) -> Switch:
    """Read the switch for one request and count it; after the last of `times` all is normal."""
    switch = current(db)
    if switch.times is None:
        return switch
    row = db.execute("SELECT setting FROM sim_switch FOR UPDATE").fetchone()
    switch = msgspec.convert(row["setting"], Switch) if row else NORMAL
    if switch.times is not None:
        left = switch.times - 1
        turn(db, msgspec.structs.replace(switch, times=left) if left else NORMAL)
    return switch
