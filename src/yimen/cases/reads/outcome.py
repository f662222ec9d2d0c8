"""What a case's matter asks, as pages show it.

The outcome fields of a step, and the answers that belong to the matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yimen.cases.reads.application import Filled
from yimen.cases.reads.register import register_says
from yimen.cases.reads.sheets import CaseSheet
from yimen.cases.rules.sameness import same
from yimen.catalogue.reads import elements
from yimen.catalogue.rules.forms import Asked, asked
from yimen.catalogue.rules.standards import Element
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
    registered: str = ""
    """What the register says of it, when the register was asked and says something else."""
    is_registered: bool = False
    """The register says the same."""


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
    said = register_says(application)
    for field in form:
        value = application.answers.get(field.field, "")
        place = field.field.partition(".")[0]
        words = in_words(field.element, value)
        of = place if place in names else ""
        holder, element = names.get(place, ""), field.element
        theirs = said.get(field.field, "")
        agrees = bool(theirs) and same(value, theirs)
        differing = in_words(element, theirs) if theirs and not agrees else ""
        shown.append(Shown(holder, element.label, words, of, element.type, element.unit, differing, agrees))
    return shown


def in_words(element: Element, value: str) -> str:
    """Return a value as a page shows it: the words of a choice, yes or no, or the value itself."""
    choice = next((c.words for c in element.choices if c.code == value), None)
    return str(choice) if choice else _plain(value)


def _plain(value: str) -> str:
    return str({"yes": Words("是", "yes"), "no": Words("否", "no")}.get(value, value or "—"))
