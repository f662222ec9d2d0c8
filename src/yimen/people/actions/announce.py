"""Announce that somebody is away on office days, and who stands in for her (请假、代办).

The substitute works with the posts handed to her, beside her own, and hands nothing on: 行政许可法 art 24(3) says so of
agencies that act for another (不得再委托), taken over here by analogy [general]. Limits run on while somebody is away:
no law lets them stand still for it (行政许可法 art 42, 45). Four eyes (一审一核) go by who acted; and whoever acts only
in another's place is kept from what that other was kept from as well (`cases.access`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from yimen.accounts.models import Absence
from yimen.accounts.rules.absences import LONGEST_DAYS, Leave, closes_a_circle, overlapping
from yimen.accounts.states import AbsenceVerb
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.keys import ring
from yimen.kernel.turns import take_turn
from yimen.kernel.words import Words
from yimen.people.access import MANAGERS
from yimen.people.actions import ABSENCE
from yimen.people.reads.standing_in import Colleague, announced, colleague

_NOT_ANNOUNCED = Words("没有登记。", "Nothing was announced.")
_TURN = "absence"


@entry(
    "absence",
    AbsenceVerb.ANNOUNCE,
    citizen=Words("有工作人员请假，由同事代办。", "A member of staff is away; a colleague stands in."),
    clerk=Words(
        "{by}登记：{who}{first}至{last}请假，由{substitute}代办{posts}个岗位。",
        "{by} announced: {who} is away from {first} to {last}; {substitute} stands in at {posts} posts.",
    ),
    privacy=Privacy.OFFICE,
)
class Announce(Entry, frozen=True):
    """An absence was announced; days as they are written in a calendar."""

    who: str
    substitute: str
    first: str
    last: str
    posts: int


def announce(
    *, account: int, substitute: int, from_date: date, to_date: date, posts: Sequence[str] = (), actor: Actor
) -> UUID:
    """Return the new absence of `account`; both days are office days and included.

    `posts` are what is handed over (`post@office`), everything that can be when none is named. Raises BadInput naming
    each field, Refused for somebody who is not the actor's to say it of.
    """
    who, stands_in = colleague(account), colleague(substitute)
    if who is None:
        raise _wrong(account=Words("没有这位同事，或者她没有岗位。", "There is no such colleague, or she has no post."))
    handed = _handed(who, stands_in, posts, actor)
    new = Leave(account, substitute, from_date, to_date)
    row = Absence(account_id=account, substitute_id=substitute, from_date=from_date, to_date=to_date)
    row.posts, row.offices = list(handed), sorted(who.offices)
    with ABSENCE.begin(actor=actor) as deed:
        # Whoever announces waits for the one before: of two that do not go together, one is refused.
        take_turn(ring().keyed_hash(_TURN, AbsenceVerb.ANNOUNCE))
        _check(new, who, stands_in, handed)
        assert stands_in is not None
        told = Announce(who.name, stands_in.name, from_date.isoformat(), to_date.isoformat(), len(handed))
        deed.born(ABSENCE, row, told)
    return row.id


def _handed(who: Colleague, stands_in: Colleague | None, asked: Sequence[str], actor: Actor) -> tuple[str, ...]:
    """What of her posts goes over: those at offices where the substitute works, and, of others', the actor's."""
    if stands_in is None:
        return ()
    reach = stands_in.offices if who.account == int(actor.id) else stands_in.offices & actor.offices(*MANAGERS)
    possible = [code for code in who.posts if code.partition("@")[2] in reach]
    return tuple(code for code in possible if not asked or code in asked)


def _check(new: Leave, who: Colleague, stands_in: Colleague | None, handed: Sequence[str]) -> None:
    wrong = dict(_days(new))
    known = announced()
    before = overlapping(new, known)
    if before is not None and "to_date" not in wrong:
        wrong["from_date"] = Words(
            f"{who.name}在{before.first}至{before.last}已经登记请假，不能重叠。",
            f"{who.name} is away from {before.first} to {before.last} already; two absences cannot overlap.",
        )
    if stands_in is None:
        wrong["substitute"] = Words("请选一位有岗位的同事代办。", "Choose a colleague with a post to stand in.")
    elif stands_in.account == who.account:
        wrong["substitute"] = Words("不能自己代自己。", "Nobody stands in for herself.")
    elif who.offices.isdisjoint(stands_in.offices):
        wrong["substitute"] = Words(
            f"{stands_in.name}不在同一部门或大厅，不能代办。",
            f"{stands_in.name} works in no office of {who.name}'s and cannot stand in.",
        )
    elif closes_a_circle(new, known):
        wrong["substitute"] = Words(
            f"{stands_in.name}那几天请假，代办人绕回到{who.name}，请换一位。",
            f"{stands_in.name} is away on those days, and the substitutes lead back to {who.name}. Choose another.",
        )
    elif not handed:
        wrong["posts"] = Words("请至少选一个要交出的岗位。", "Choose at least one post to hand over.")
    if wrong:
        raise _wrong(**wrong)


def _days(new: Leave) -> Mapping[str, Words]:
    if new.first < clock.today():
        return {"from_date": Words("第一天不能早于今天。", "The first day is today or later.")}
    if new.last < new.first:
        return {"to_date": Words("最后一天不能早于第一天。", "The last day does not come before the first.")}
    if new.last - new.first > timedelta(days=LONGEST_DAYS - 1):
        days = Words(f"一次最多{LONGEST_DAYS}天。", f"At most {LONGEST_DAYS} days in one go.")
        return {"to_date": days}
    return {}


def _wrong(**fields: Words) -> BadInput:
    return BadInput(_NOT_ANNOUNCED, {name: [words] for name, words in fields.items()})
