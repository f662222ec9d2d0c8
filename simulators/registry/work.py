"""The registry at work: take requests from the front-end database, decide them, hand answers back.

Two databases cannot commit together, so each of the three steps can be done again with the same result: a
request is known by its number, an answer by its number, and the mirror is written anew from the register.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

import msgspec
from psycopg.types.json import Jsonb

from simulators import switches
from simulators.china_time import in_china
from simulators.registry import front, register
from simulators.registry.forms import RESEND, TRANSFER, Unreadable, read_resend, read_transfer
from simulators.registry.rules import ENTERED, UNKNOWN_BUSINESS, UNKNOWN_REQUEST, UNREADABLE, refusal
from simulators.shapes import Version
from simulators.store import Db, Row, Store, next_number
from simulators.switches import Switch, Wrong

log = logging.getLogger("simulators")

_MIRRORED_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Registry:
    """The two databases and how many seconds a request is in work."""

    register: Store
    front: Store
    delay: float

    def take(self) -> bool:
        """Take the oldest new request; says whether there was one."""
        with self.register.transaction() as ours:
            switch = switches.current(ours)
        front.bring_to(self.front, switch.schema)
        with self.front.transaction() as theirs:
            request = front.next_request(theirs, switch.slow)
            if request is None:
                return False
            version = front.version(theirs)
            with self.register.transaction() as ours:
                switch = switches.use(ours)
                if switch.down:
                    return False
                self._note(ours, request, switch, version)
            front.mark_taken(theirs, request["sqbh"])
        log.info("registry took %s", request["sqbh"])
        return True

    def _note(self, ours: Db, request: Row, switch: Switch, version: Version) -> None:
        """Write a request down unless it was, with the switch its answer will obey."""
        ours.execute(
            "INSERT INTO dj_sq (sqbh, ywlx, bgsj, nr, bb, switch, due_at)"
            " VALUES (%s, %s, %s, %s, %s, %s, now() + make_interval(secs => %s))"
            " ON CONFLICT (sqbh) DO NOTHING",
            [
                request["sqbh"],
                request["ywlx"],
                request["bgsj"],
                request["nr"],
                2 if version == "v2" else 1,
                Jsonb(msgspec.to_builtins(switch)),
                max(self.delay, switch.late),
            ],
        )

    def decide(self) -> bool:
        """Decide the oldest request that is due; says whether there was one."""
        with self.register.transaction() as ours:
            if switches.current(ours).down:
                return False
            request = ours.execute(
                "SELECT * FROM dj_sq WHERE answer IS NULL AND due_at <= now() ORDER BY xh LIMIT 1 FOR UPDATE"
            ).fetchone()
            if request is None:
                return False
            answer = _decide(ours, request)
            rows = _rows(ours, answer, msgspec.convert(request["switch"], Switch))
            ours.execute(
                "UPDATE dj_sq SET answer = %s, rows = %s WHERE sqbh = %s",
                [Jsonb(answer), Jsonb(rows), request["sqbh"]],
            )
        return True

    def hand_over(self) -> bool:
        """Hand the oldest answer over, with the house as it now is; says whether there was one."""
        with self.register.transaction() as ours:
            if switches.current(ours).down:
                return False
            request = ours.execute(
                "SELECT sqbh, answer, rows FROM dj_sq WHERE rows IS NOT NULL AND handed_at IS NULL"
                " ORDER BY xh LIMIT 1 FOR UPDATE"
            ).fetchone()
            if request is None:
                return False
            entered = request["answer"]["bdcdyh"] if request["answer"]["jgdm"] == ENTERED else None
            with self.front.transaction() as theirs:
                if entered:
                    front.mirror(theirs, register.find(ours, entered))
                front.put_answers(theirs, request["rows"])
            ours.execute("UPDATE dj_sq SET handed_at = now() WHERE sqbh = %s", [request["sqbh"]])
            ours.execute("UPDATE dj_fw SET is_mirrored = true WHERE bdcdyh = %s", [entered])
        log.info("registry answered %s with %s", request["sqbh"], request["answer"]["jgdm"])
        return True

    def mirror(self) -> bool:
        """Bring changed houses into the front-end database; says whether there were any."""
        with self.register.transaction() as ours:
            changed = ours.execute(
                "SELECT bdcdyh FROM dj_fw WHERE NOT is_mirrored ORDER BY bdcdyh LIMIT %s FOR UPDATE",
                [_MIRRORED_AT_ONCE],
            ).fetchall()
            if not changed:
                return False
            numbers = [house["bdcdyh"] for house in changed]
            with self.front.transaction() as theirs:
                for number in numbers:
                    front.mirror(theirs, register.find(ours, number))
            ours.execute("UPDATE dj_fw SET is_mirrored = true WHERE bdcdyh = ANY(%s)", [numbers])
        return True

    def settle(self) -> None:
        """Bring the front-end database to the version of the switch and the state of the register."""
        with self.register.transaction() as ours:
            schema = switches.current(ours).schema
        front.bring_to(self.front, schema)
        while self.mirror():
            pass

    def step(self) -> bool:
        """Do one round of everything; says whether anything was done."""
        done = [self.take(), self.decide(), self.hand_over(), self.mirror()]
        return any(done)


def _decide(ours: Db, request: Row) -> dict[str, Any]:
    """Return the true answer to a request; a transfer that is not refused is entered."""
    number = request["sqbh"]
    try:
        if request["ywlx"] == TRANSFER:
            return _transfer(ours, request)
        if request["ywlx"] == RESEND:
            return _former(ours, number, read_resend(request["nr"]).ysqbh)
        return _answer(number, *UNKNOWN_BUSINESS)
    except Unreadable as unreadable:
        return _answer(number, UNREADABLE, str(unreadable)[:500])


def _transfer(ours: Db, request: Row) -> dict[str, Any]:
    transfer = read_transfer(request["nr"], "v2" if request["bb"] == 2 else "v1")
    at = in_china(request["bgsj"])
    refused = refusal(transfer, register.entry(ours, transfer.bdcdyh), at.date())
    if refused:
        answer = _answer(request["sqbh"], *refused)
    else:
        entered = register.enter(ours, request["sqbh"], transfer, at)
        answer = {**_answer(request["sqbh"], ENTERED, None), **entered}
    return {**answer, "bdcdyh": transfer.bdcdyh, "jyje": transfer.jyje}


def _former(ours: Db, number: str, former: str) -> dict[str, Any]:
    """Repeat the true answer to a former request; the answer's request number is the former one's."""
    found = ours.execute("SELECT answer FROM dj_sq WHERE sqbh = %s AND answer IS NOT NULL", [former]).fetchone()
    return dict(found["answer"]) if found else _answer(number, *UNKNOWN_REQUEST)


def _answer(number: str, code: str, reason: str | None) -> dict[str, Any]:
    return {
        "sqbh": number,
        "jgdm": code,
        "bdcdyh": None,
        "jyje": None,
        "dbh": None,
        "zsh": None,
        "dbsj": None,
        "yy": reason,
    }


def _rows(ours: Db, answer: dict[str, Any], switch: Switch) -> list[dict[str, Any]]:
    """Return the rows the reader will see: once or twice, true or wrong."""
    wrong = switch.wrong_about(answer["sqbh"])
    said = _wrong(ours, answer, wrong) if wrong else answer
    return [{"ydbh": f"YD{next_number(ours, 'answer'):010d}", **said} for _ in range(2 if switch.twice else 1)]


def _wrong(ours: Db, answer: dict[str, Any], wrong: Wrong) -> dict[str, Any]:
    """Contradict the request: another house with its certificate, another price, or no numbers and reason."""
    if wrong == "missing":
        return {**answer, "dbh": None, "zsh": None, "yy": None}
    if wrong == "amount":
        return {**answer, "jyje": "1.00"}
    other = ours.execute(
        "SELECT bdcdyh, zsh FROM dj_fw WHERE bdcdyh IS DISTINCT FROM %s ORDER BY bdcdyh LIMIT 1",
        [answer["bdcdyh"]],
    ).fetchone()
    assert other is not None
    return {**answer, "bdcdyh": other["bdcdyh"], "zsh": other["zsh"] if answer["zsh"] else None}
