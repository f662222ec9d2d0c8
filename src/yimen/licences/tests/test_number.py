"""The e-licence number: the public examples, every single error, and what is no number at all."""

from __future__ import annotations

import doctest
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.kernel.errors import BadInput
from yimen.licences import rules
from yimen.licences.rules import ALPHABET, LAST_VERSION, ROOT, number, parse, tidy

USCC_LIKE = st.text(ALPHABET, min_size=18, max_size=18)
TYPES = st.tuples(USCC_LIKE, st.text(string.digits, min_size=3, max_size=3)).map("".join)
SERIALS = st.text(ALPHABET, min_size=1, max_size=20)
VERSIONS = st.integers(1, LAST_VERSION)


def test_the_worked_examples_run() -> None:
    """They hold the public numbers of the reference; the made-up one among them is not taken."""
    result = doctest.testmod(rules)
    assert result.failed == 0 and result.attempted >= 12
    with pytest.raises(BadInput):
        parse("1.2.156.3005.2.11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.M")


def test_a_public_number_with_an_office_of_six_places_is_read() -> None:
    """The real-estate number of the reference names its office by the region's code."""
    assert parse("1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9").type_code == "11100000MB03271699022"


@given(TYPES, USCC_LIKE, SERIALS, VERSIONS)
def test_what_is_made_is_read(type_code: str, issuer: str, serial: str, version: int) -> None:
    """Every part comes back."""
    found = parse(number(type_code, issuer, serial, version))
    assert (found.type_code, found.issuer, found.serial, found.version) == (type_code, issuer, serial, version)
    assert found.text == number(type_code, issuer, serial, version)


@given(TYPES, USCC_LIKE, SERIALS, VERSIONS)
def test_every_single_error_is_found(type_code: str, issuer: str, serial: str, version: int) -> None:
    """Each place with each other character: none passes."""
    text = number(type_code, issuer, serial, version)
    for place in range(len(ROOT), len(text)):
        if text[place] == ".":
            continue
        for other in ALPHABET:
            if other == text[place]:
                continue
            with pytest.raises(BadInput):
                parse(text[:place] + other + text[place + 1 :])


@given(st.text(max_size=120))
def test_anything_else_is_told_so(text: str) -> None:
    """No text makes the reader fail otherwise than in words."""
    try:
        found = parse(text)
    except BadInput as problem:
        assert problem.words.zh and problem.words.en
    else:
        assert found.text == text or len(found.issuer) != 18


@pytest.mark.parametrize(
    ("type_code", "issuer", "serial", "version"),
    [
        ("11100000MB0327169902", "114406040000002387", "1", 1),
        ("11100000MB03271699022", "1144", "1", 1),
        ("11100000MB03271699022", "114406040000002387", "", 1),
        ("11100000MB03271699022", "114406040000002387", "9" * 21, 1),
        ("11100000MB03271699022", "114406040000002387", "一", 1),
        ("11100000MB03271699022", "114406040000002387", "1", 0),
        ("11100000MB03271699022", "114406040000002387", "1", 1000),
    ],
)
def test_no_number_is_made_of_wrong_parts(type_code: str, issuer: str, serial: str, version: int) -> None:
    """It fails before anything is written."""
    with pytest.raises(ValueError):
        number(type_code, issuer, serial, version)


def test_numbers_are_looked_for_as_people_type_them() -> None:
    """Full-width brackets, blanks, small letters of an e-licence number."""
    assert tidy("粤（2026）佛禅不动产权第0000001号\n") == "粤(2026)佛禅不动产权第0000001号"
    assert tidy(" 1.2.156.3005.2.abc ") == "1.2.156.3005.2.ABC"
