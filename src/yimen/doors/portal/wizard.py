"""The questions of "what do I need", one at a time: all answers lie in the address, so that back and reload just work.

No identity is asked. The list comes from the same rules as the window's (`cases.reads.preparation.list_of`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from yimen.cases.reads.preparation import holder_words
from yimen.cases.rules.facts import facts_of, unfit
from yimen.catalogue.reads import BundleSheet
from yimen.catalogue.rules.forms import Asked
from yimen.catalogue.rules.questions import questions
from yimen.catalogue.rules.standards import Element, Role
from yimen.catalogue.states import ElementType
from yimen.kernel.words import Words

COUNT = "count."
_LONGEST = 200
_HOW_MANY = Words("{zh}有几个人？", "How many on the side “{en}”?")
_NUMBER = Words("请填人数：{least}到{most}。", "Give a number from {least} to {most}.")
_PEOPLE = Words("人", "people")


@dataclass(frozen=True, slots=True)
class Answered:
    """A question answered: its name in the address, its words, whose, and the answer in words."""

    name: str
    label: Words
    whose: Words
    value: str
    shown: Words


@dataclass(frozen=True)
class Wizard:
    """What was answered so far, the next question (None when all are), and what is wrong with the last answer."""

    sheet: BundleSheet
    counts: Mapping[str, int]
    answers: Mapping[str, str]
    answered: tuple[Answered, ...]
    next: Asked | None
    whose: Words
    wrong: Mapping[str, Words]
    typed: Mapping[str, str]
    total: int

    @property
    def number(self) -> int:
        """Return which question this is, from one."""
        return len(self.answered) + 1

    @property
    def back(self) -> str | None:
        """Return the address's query without the last answer; None at the beginning."""
        return None if not self.answered else self.query(len(self.answered) - 1)

    def query(self, count: int | None = None) -> str:
        """Return the query of the first `count` answers (all when left out)."""
        return urlencode([(a.name, a.value) for a in self.answered[:count]])

    def changes(self) -> list[tuple[Answered, str]]:
        """Return each answer with the query that leads back to its question."""
        return [(a, self.query(n)) for n, a in enumerate(self.answered)]


def wizard(sheet: BundleSheet, given: Mapping[str, str], on: date) -> Wizard:
    """Return where the questions stand for what the address says; what it says beyond the questions is ignored."""
    roles = parties_of(sheet)
    counts = {n: r.least for n, r in roles.items() if r.least == r.most}
    done: list[Answered] = []
    for name, role in roles.items():
        if name in counts:
            continue
        text = given.get(COUNT + name, "").strip()
        if not _is_count(text, role):
            asked = _how_many(name, role)
            words = {COUNT + name: _NUMBER.fill(least=role.least, most=role.most)} if text else {}
            total = len(done) + len(roles) + 2
            return Wizard(sheet, counts, {}, tuple(done), asked, Words("", ""), words, {asked.field: text[:9]}, total)
        counts[name] = int(text)
        shown = Words(f"{counts[name]} 人", f"{counts[name]}")
        done.append(Answered(COUNT + name, _how_many(name, role).element.label, Words("", ""), text, shown))
    return _asked(sheet, counts, done, given, on)


def _asked(
    sheet: BundleSheet, counts: Mapping[str, int], done: list[Answered], given: Mapping[str, str], on: date
) -> Wizard:
    answers: dict[str, str] = {}
    while True:
        facts = facts_of(sheet.text, counts, answers, on)
        wanted = questions(sheet.acceptances, sheet.elements, counts, facts)
        asked = next((q for q in wanted if q.field not in answers), None)
        if asked is None:
            return Wizard(sheet, counts, answers, tuple(done), None, Words("", ""), {}, {}, len(done))
        value = given.get(asked.field, "").strip()[:_LONGEST]
        wrong = unfit([asked], {asked.field: value}, {asked.field: value}) if value else {}
        place = asked.field.partition(".")[0]
        whose = holder_words(sheet, place if "[" in place else "")
        if not value or wrong:
            total = len(done) + sum(q.field not in answers for q in wanted)
            return Wizard(sheet, counts, answers, tuple(done), asked, whose, wrong, {asked.field: value}, total)
        answers[asked.field] = value
        done.append(Answered(asked.field, asked.element.label, whose, value, in_words(asked.element, value)))


def parties_of(sheet: BundleSheet) -> dict[str, Role]:
    """Return the sides that come, in the order of the form's sections."""
    first = [name for section in sheet.text.sections for name in section.roles]
    names = [n for n in dict.fromkeys([*first, *sheet.text.roles]) if n in sheet.text.roles]
    return {n: sheet.text.roles[n] for n in names if sheet.text.roles[n].is_party}


def in_words(element: Element, value: str) -> Words:
    """Return an answer in words."""
    if element.type is ElementType.YES_NO:
        return Words("是", "yes") if value == "yes" else Words("否", "no")
    return next((c.words for c in element.choices if c.code == value), Words(value, value))


def _is_count(text: str, role: Role) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 4 and role.least <= int(text) <= role.most


def _how_many(name: str, role: Role) -> Asked:
    label = _HOW_MANY.fill(zh=role.label.zh, en=role.label.en)
    hint = _NUMBER.fill(least=role.least, most=role.most)
    element = Element(label=label, type=ElementType.TEXT, longest=3, unit=_PEOPLE, hint=hint)
    return Asked(COUNT + name, element, True, (label,), ())
