"""Invented people and families. Pure: the same draw gives the same people; nothing is read or written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import TypeVar

from simulators.identity import identity

T = TypeVar("T")

SURNAMES = "陈 黄 李 梁 何 吴 林 罗 邓 冯 潘 周 霍 区 麦 谭 关 欧阳 庞 简 邵 招 杜 卢".split()  # noqa: SIM905
MALE = "志强 伟明 国华 建辉 家豪 俊杰 锦添 永康 文斌 浩然 启航 子轩 振邦 泽楷 兆麟 健 勇 昊".split()  # noqa: SIM905
FEMALE = "丽华 秀英 美玲 婉仪 慧敏 嘉欣 雅婷 淑贞 晓彤 诗韵 思琪 佩珊 咏琳 洁 雪 颖".split()  # noqa: SIM905
# Rare characters, most outside the first plane, and middle dots: every system spells them its own way.
RARE_NAMES = ("陈𠮷", "何㙟", "黄𬭎", "买买提·艾力", "阿依古丽·吐尔逊", "梁𠮷祥")


class Draw:
    """Draws that are the same in every Python: only `random()` itself promises that."""

    def __init__(self, name: str) -> None:
        self._source = Random(name)

    def number(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both possible."""
        return low + int(self._source.random() * (high - low + 1))

    def one_of(self, choices: Sequence[T]) -> T:
        """Return one of the choices."""
        return choices[self.number(0, len(choices) - 1)]


@dataclass(frozen=True, slots=True)
class Person:
    """A citizen: name, 18-digit identity number, mobile phone, day of birth."""

    name: str
    id_number: str
    phone: str
    born: date
    female: bool


@dataclass(frozen=True, slots=True)
class Family:
    """What the deed tax calls a family: one or two adults and their minor children."""

    adults: tuple[Person, ...]
    children: tuple[Person, ...]

    @property
    def members(self) -> tuple[Person, ...]:
        """Adults first, then children."""
        return self.adults + self.children


def person(draw: Draw, ordinal: int, year: int, *, female: bool, surname: str = "", name: str = "") -> Person:
    """Invent the person with this ordinal; a full name or only the surname may be given."""
    who = identity(ordinal, year, female=female)
    drawn = (surname or draw.one_of(SURNAMES)) + draw.one_of(FEMALE if female else MALE)
    return Person(name or drawn, who.number, f"13{ordinal + 500_000_000:09d}", who.born, female)


def family(draw: Draw, first: int, adults: int, children: int, name: str = "") -> Family:
    """Invent a family with the ordinals from `first` on; `name` is the first adult's, if given."""
    year = draw.number(1955, 1988)
    head = person(draw, first, year, female=draw.number(0, 1) == 1, name=name)
    grown = [head]
    if adults == 2:
        grown.append(person(draw, first + 1, year + draw.number(-3, 3), female=not head.female))
    surname = "" if name else head.name[: 2 if head.name.startswith("欧阳") else 1]
    young = [
        person(draw, first + adults + n, draw.number(2010, 2022), female=draw.number(0, 1) == 1, surname=surname)
        for n in range(children)
    ]
    return Family(tuple(grown), tuple(young))
