"""Pieces of reading an answer: what contradicts the request is refused, what differs only in spelling is told."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from yimen.cases.rules.obstacles import PartyFacts
from yimen.exchange.rules import Misunderstood
from yimen.kernel.money import Money
from yimen.kernel.words import Words


def contradicts(name: Words, zh: str, en: str) -> Misunderstood:
    """Return the error for an answer that is not about what was asked."""
    return Misunderstood(
        Words(f"{name.zh}的回复与请求不符：{zh}。", f"The answer of {name.en} contradicts the request: {en}.")
    )


def required(name: Words, answer: Mapping[str, Any], *fields: str) -> None:
    """Raise Misunderstood unless every field is there and not empty."""
    for field in fields:
        if answer.get(field) in (None, ""):
            raise contradicts(name, f"缺少{field}", f"{field} is missing")


def same_money(name: Words, said: object, asked: Money) -> None:
    """Raise Misunderstood unless an amount of yuan in an answer is the one asked about."""
    try:
        equal = Decimal(str(said)) == asked.as_yuan
    except InvalidOperation:
        equal = False
    if not equal:
        raise contradicts(name, f"金额为{said}，应为{asked}", f"it says {said}, asked was {asked}")


def area_differs(name: Words, said: object, ours: str) -> tuple[Words, ...]:
    """Return a difference in floor area worth telling: more than rounding to a decimal."""
    try:
        gap = abs(Decimal(str(said)) - Decimal(ours))
    except InvalidOperation:
        return ()
    if gap == 0:
        return ()
    return (Words(f"{name.zh}记面积{said}，登记簿为{ours}。", f"{name.en} has {said} m², the register {ours}."),)


def name_differs(name: Words, said: Mapping[str, str], parties: list[PartyFacts]) -> tuple[Words, ...]:
    """Return differences in the spelling of names, by number: persons are matched by number, never by name."""
    return tuple(
        Words(f"{name.zh}把“{p.name}”写作“{said[p.number]}”。", f"{name.en} spells “{p.name}” as “{said[p.number]}”.")
        for p in parties
        if p.number in said and said[p.number] != p.name
    )
