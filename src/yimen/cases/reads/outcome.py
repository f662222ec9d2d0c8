"""What a case's matter asks, as pages show it.

The outcome fields of a step, and the answers that belong to the matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yimen.cases.reads.application import Filled
from yimen.cases.reads.sheets import CaseSheet
from yimen.catalogue.reads import elements
from yimen.catalogue.rules.forms import Asked, asked
from yimen.kernel.words import Words


@dataclass(frozen=True)
class Shown:
    """An answer as a page shows it: whose, what, and the value in words.

    `place` is the holder's (`seller[0]`); `type` and `unit` are the element's.
    """

    holder: str
    label: Words
    value: str
    place: str = ""
    type: str = ""
    unit: Words | None = None


def outcome_form(case: CaseSheet, code: str) -> list[Asked]:
    """Return the fields a desk types when it decides a step by hand."""
    fields = case.standard.steps[code].outcome
    return [Asked(f.element, elements()[f.element], f.required, (f.purpose,), (case.standard.matter,)) for f in fields]


def answers_of(case: CaseSheet, application: Filled) -> list[Shown]:
    """Return the application's answers that this matter asks for: no other department's."""
    form = asked([case.standard.acceptance], application.bundle.elements, application.counts, application.facts)
    return answers_of_all(application, form)


def answers_of_all(application: Filled, form: Sequence[Asked]) -> list[Shown]:
    """Return the answers of a form: for the second check, which sees the whole application."""
    names = {p.place: p.name for p in application.party_sheets}
    shown = []
    for field in form:
        value = application.answers.get(field.field, "")
        choice = next((c.words for c in field.element.choices if c.code == value), None)
        place = field.field.partition(".")[0]
        words = str(choice) if choice else _plain(value)
        of = place if place in names else ""
        holder, element = names.get(place, ""), field.element
        shown.append(Shown(holder, element.label, words, of, element.type, element.unit))
    return shown


def _plain(value: str) -> str:
    return str({"yes": Words("是", "yes"), "no": Words("否", "no")}.get(value, value or "—"))
