"""An application's answers as the conditions of the text ask them, and what does not fit the form. Pure.

One place for the window's draft and for what a citizen prepares at home: both get the same list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from yimen.catalogue.rules.forms import Asked, wrong_answers
from yimen.catalogue.rules.standards import Bundle
from yimen.kernel.words import Words

NO_SUCH_FIELD = Words("表里没有这一项。", "The form has no such field.")


def facts_of(bundle: Bundle, counts: Mapping[str, int], answers: Mapping[str, str], on: date) -> dict[str, Any]:
    """Return the facts that conditions ask: roles with their answers, the matters, the day.

    Answers of a place that nobody holds yet are left out.
    """
    facts: dict[str, Any] = {
        name: [{} for _ in range(counts.get(name, 0))] if role.is_party else {} for name, role in bundle.roles.items()
    }
    for name, value in answers.items():
        role, _, element = name.partition(".")
        holder, _, place = role.partition("[")
        if place and int(place[:-1]) < len(facts.get(holder, ())):
            facts[holder][int(place[:-1])][element] = value
        elif not place and isinstance(facts.get(holder), dict):
            facts[holder][element] = value
    return {**facts, "matters": list(bundle.matters), "on": on.isoformat()}


def unfit(form: Sequence[Asked], after: Mapping[str, str], given: Mapping[str, str]) -> dict[str, Words]:
    """Return, per field of `given`, that it is not readable or not asked. `after`: all answers, those given included.

    A field that is merely missing is not wrong: what is half filled in may be kept.
    """
    names = {f.field for f in form}
    wrong = {f: w for f, w in wrong_answers(form, after).items() if given.get(f)}
    return wrong | {f: NO_SUCH_FIELD for f in given if f not in names and given[f]}
