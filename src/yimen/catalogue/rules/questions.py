"""Which questions decide the list of documents: asked one at a time of somebody who has not come yet. Pure.

Found in the text itself: what a document's condition names, what the condition of such a question names in turn, and
every situation. The list then comes from `piles.pile` with these answers: there is no second rule.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from yimen.catalogue.rules.conditions import Facts
from yimen.catalogue.rules.forms import Asked, asked
from yimen.catalogue.rules.standards import Acceptance, Element

_NAMED = re.compile(r"([a-z_]+)(?:\[\d*\])?\.([a-z_]+)")
_IN_QUOTES = re.compile(r"'[^']*'|\"[^\"]*\"")


def named_in(condition: str, holder: str = "") -> set[str]:
    """Return the fields a condition names, as `role.element`; `this` is `holder`.

    >>> sorted(named_in("this.house_order != '3' and deal.seller_ownership == 'a.b'", "buyer"))
    ['buyer.house_order', 'deal.seller_ownership']
    """
    found = _NAMED.findall(_IN_QUOTES.sub("''", condition))
    return {f"{holder if role == 'this' else role}.{element}" for role, element in found}


def deciding(acceptances: Sequence[Acceptance]) -> frozenset[str]:
    """Return the fields that decide the pile, as `role.element`."""
    fields = {
        f"{f.role}.{f.element}": (f.when, f.role) for a in acceptances for f in (*a.situations, *a.fields) if f.when
    }
    names = {f"{f.role}.{f.element}" for a in acceptances for f in a.situations}
    for acceptance in acceptances:
        for material in acceptance.materials:
            names |= named_in(material.when, material.per)
    while True:
        further = {n for name in names if name in fields for n in named_in(*fields[name])} - names
        if not further:
            return frozenset(names)
        names |= further


def questions(
    acceptances: Sequence[Acceptance], elements: Mapping[str, Element], counts: Mapping[str, int], facts: Facts
) -> list[Asked]:
    """Return the questions that decide the pile for these people and the answers so far, in the order of the text."""
    names = deciding(acceptances)
    return [a for a in asked(acceptances, elements, counts, facts) if plain_name(a.field) in names]


def plain_name(field: str) -> str:
    """Return a field without its place.

    >>> plain_name("buyer[1].house_order")
    'buyer.house_order'
    """
    return re.sub(r"\[\d+\]", "", field)
