"""One word for a verb, everywhere: table, journal type, sentences, glossary. And every row's kind is bound once."""

from __future__ import annotations

import re
from pathlib import Path

from django.apps import apps
from django.db import models

from tests.replay import bindings
from yimen.kernel.action import BORN
from yimen.kernel.journal import TYPES, Audience

ROOT = Path(__file__).resolve().parents[2]
FLOORS = [
    "kernel",
    "accounts",
    "people",
    "catalogue",
    "notices",
    {"licences", "materials", "payments", "exchange", "custody"},
    "cases",
]


def glossary() -> dict[str, str]:
    """English word → Chinese term, from docs/glossary.md."""
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+) \| `([a-z_]+)` \|", text, re.MULTILINE)
    return {word: term.strip() for term, word in rows}


def test_every_verb_has_a_journal_type_and_every_type_a_verb() -> None:
    """In both directions, for every kind."""
    in_tables = {f"{b.kind}.{verb}" for b in bindings() for _, verb in b.table}
    assert set(TYPES) <= in_tables
    assert in_tables <= set(TYPES), "a verb without an action"


def test_every_verb_and_state_has_words_in_both_languages() -> None:
    """Screens draw them from the same tables."""
    for b in bindings():
        for (before, verb), after in b.table.items():
            assert b.verb_words[verb].zh and b.verb_words[verb].en
            assert b.state_words[after].zh and b.state_words[after].en
            assert before == BORN or b.state_words[before].zh


def test_every_verb_stands_in_the_glossary() -> None:
    """With its Chinese term and its source."""
    words = glossary()
    verbs = {verb for b in bindings() for _, verb in b.table}
    assert verbs <= set(words), sorted(verbs - set(words))


def test_every_type_has_a_sentence_for_each_audience() -> None:
    """In both languages."""
    for declared in TYPES.values():
        for audience in Audience:
            assert declared.sentences[audience].zh and declared.sentences[audience].en


def test_kinds_and_ranks_are_unique() -> None:
    """One lock order for the house: no two kinds share a place in it."""
    found = bindings()
    assert len({b.kind for b in found}) == len({b.rank for b in found}) == len(found)


def test_foreign_keys_point_down() -> None:
    """A row refers to rows of its own room or of a floor below, by string or by class."""
    floor = {room: n for n, level in enumerate(FLOORS) for room in ({level} if isinstance(level, str) else level)}
    for model in apps.get_models():
        if model._meta.app_label not in floor:
            continue
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey) and field.related_model._meta.app_label in floor:
                theirs, ours = field.related_model._meta.app_label, model._meta.app_label
                assert theirs == ours or floor[theirs] < floor[ours], f"{model.__name__}.{field.name} points up"
                assert field.remote_field.on_delete is models.PROTECT, f"{model.__name__}.{field.name} may cascade"


def test_columns_are_named_by_what_they_hold() -> None:
    """`_at` is a moment, `_date` a day; `is_` and `has_` are yes or no; no row orders itself behind one's back."""
    for model in apps.get_models():
        if not model.__module__.startswith("yimen."):
            continue
        assert not model._meta.ordering, model.__name__
        for field in model._meta.concrete_fields:
            if field.name == "last_login":  # Django's own
                continue
            if isinstance(field, models.DateTimeField):
                assert field.name.endswith("_at") or field.name in ("until", "at") or field.name.endswith("_until"), (
                    field
                )
            elif isinstance(field, models.DateField):
                assert field.name.endswith("_date") or field.name in ("day", "valid_from"), field
            elif isinstance(field, models.BooleanField):
                assert field.name.startswith(("is_", "has_")), field
