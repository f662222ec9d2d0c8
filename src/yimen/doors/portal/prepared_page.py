"""Prepared answers as their pages show them: the list by person, the form by section. Asks nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from yimen.cases.reads.preparation import PreparedSheet, holder_words
from yimen.catalogue.reads import BundleSheet
from yimen.catalogue.rules.forms import Asked
from yimen.catalogue.rules.piles import Needed
from yimen.kernel.words import Words


@dataclass(frozen=True, slots=True)
class ListGroup:
    """The documents of one person, or of the whole (no words)."""

    whose: Words
    rows: tuple[Needed, ...]


@dataclass(frozen=True, slots=True)
class FormPart:
    """A section of the form for one person, or for nobody in particular."""

    name: Words
    whose: Words
    fields: tuple[Asked, ...]


def list_groups(sheet: BundleSheet, pile: Iterable[Needed]) -> list[ListGroup]:
    """Return the pile by person: first what belongs to the whole."""
    groups: dict[str, list[Needed]] = {"": []}
    for needed in pile:
        groups.setdefault(needed.holder, []).append(needed)
    return [ListGroup(holder_words(sheet, place), tuple(rows)) for place, rows in groups.items() if rows]


def form_parts(sheet: PreparedSheet) -> list[FormPart]:
    """Return the form in the order of the text; what the register will answer is not asked."""
    text, parts = sheet.bundle.text, []
    for section in text.sections:
        holders: dict[str, list[Asked]] = {}
        for asked in sheet.form:
            place = asked.field.partition(".")[0]
            if place.partition("[")[0] in section.roles and not (text.lookup and asked.from_query == text.lookup):
                holders.setdefault(place if "[" in place else "", []).append(asked)
        parts += [FormPart(section.name, holder_words(sheet.bundle, p), tuple(f)) for p, f in holders.items()]
    return parts
