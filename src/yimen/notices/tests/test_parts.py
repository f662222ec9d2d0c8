"""A paper is issued only with the parts that it must have: each part of each kind is tried by leaving it out."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest

from tests.offices import Office
from yimen.kernel.actor import house
from yimen.kernel.errors import NotCovered
from yimen.notices.actions import DOCUMENT
from yimen.notices.actions.issue import born
from yimen.notices.models import Document
from yimen.notices.reads import TEMPLATES
from yimen.notices.rules.parts import REQUIRED, Part, check_parts
from yimen.notices.states import KIND_WORDS, SERIES, DocumentKind

EVERY_PART = [(kind, part) for kind, parts in REQUIRED.items() for part in parts]


def whole(kind: DocumentKind) -> dict[str, Any]:
    """Data with everything that a paper of the kind must say."""
    return {part.key: "有" for part in REQUIRED[kind]}


def test_every_kind_has_its_parts_words_series_and_template() -> None:
    """A new kind of paper is thought of everywhere; two kinds never share a series."""
    kinds = set(DocumentKind)
    assert set(REQUIRED) == set(KIND_WORDS) == set(SERIES) == kinds
    assert len(set(SERIES.values())) == len(kinds)
    assert all((TEMPLATES / f"{kind}.typ").exists() for kind in kinds)


@pytest.mark.parametrize(("kind", "part"), EVERY_PART, ids=lambda it: it.key if isinstance(it, Part) else str(it))
@pytest.mark.parametrize("left_out", [None, "", "  ", []], ids=["missing", "empty", "blank", "no lines"])
def test_without_a_part_no_paper(kind: DocumentKind, part: Part, left_out: object) -> None:
    """And the sentence names what is lacking."""
    check_parts(kind, whole(kind))
    with pytest.raises(NotCovered) as problem:
        check_parts(kind, whole(kind) | {part.key: left_out})
    assert part.words.zh in problem.value.words.zh
    assert problem.value.facts["lacking"] == [part.key]


@pytest.mark.parametrize(("kind", "part"), EVERY_PART, ids=lambda it: it.key if isinstance(it, Part) else str(it))
def test_every_part_is_printed(kind: DocumentKind, part: Part) -> None:
    """What must be given stands on the paper: its template draws it."""
    text = (TEMPLATES / f"{kind}.typ").read_text(encoding="utf-8")
    drawn = set(re.findall(r"data\.([a-z_]+)", text)) | set(re.findall(r'data\.at\("([a-z_]+)"', text))
    assert part.key in drawn


def test_the_deed_does_not_happen(office: Office) -> None:
    """Neither the paper nor its number: the next one takes the number that this one would have had."""
    data = whole(DocumentKind.REFUSAL)
    with pytest.raises(NotCovered), DOCUMENT.begin(actor=house("relay")) as deed:
        born(deed, "case", uuid4(), DocumentKind.REFUSAL, "housing", "禅建", data | {"remedies": ""})
    assert not Document.objects.exists()
    with DOCUMENT.begin(actor=house("relay")) as deed:
        assert born(deed, "case", uuid4(), DocumentKind.REFUSAL, "housing", "禅建", data).endswith("〕1号")
