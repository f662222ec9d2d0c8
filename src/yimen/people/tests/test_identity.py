"""Identity numbers and credit codes against an independent library, and the sentences for wrong ones."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from yimen.kernel.errors import BadInput
from yimen.people.rules.documents import mask
from yimen.people.rules.identity import (
    credit_code,
    mask_name,
    organisation_check,
    resident_check,
    resident_id,
)
from yimen.people.rules.names import person_name

TODAY = date(2026, 3, 2)
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@given(st.dates(date(1900, 1, 1), TODAY), st.integers(0, 999))
def test_the_check_character_is_the_standards(born: date, serial: int) -> None:
    """As python-stdnum computes it; its list of counties is not asked (it refuses Chancheng itself)."""
    body = f"440604{born:%Y%m%d}{serial:03d}"
    number = body + resident_check(body)
    assert ric.calc_check_digit(body + "0") == number[-1]
    assert resident_id(number, TODAY).born_date == born


@given(st.text(ALPHABET, min_size=18, max_size=18))
def test_a_credit_code_is_taken_exactly_when_it_fits(code: str) -> None:
    """The library checks the outer character; the inner organisation code must fit as well."""
    body = "9144060" + code[7:8] + code[8:16]
    code = body + organisation_check(body[8:16])
    good = code + uscc.calc_check_digit(code)
    assert credit_code(good.lower()).code == good
    wrong = good[:-1] + ALPHABET[(ALPHABET.index(good[-1]) + 1) % 31]
    with pytest.raises(BadInput):
        credit_code(wrong)


@pytest.mark.parametrize(
    "code", ["91110000600037341L", "11440100007482575H", "11440100007483172Q", "11511301008778183N"]
)
def test_real_codes_are_taken(code: str) -> None:
    """Codes that stand in public records."""
    assert credit_code(code).code == code


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("1101051949123100", "18位"),
        ("11010519491231002Y", "18位"),
        ("１１０１０５１９４９１２３１００２Ｘ", ""),
        ("00010519491231002X", "省级"),
        ("110105194913310026", "出生日期"),
        ("110105203012310020", "不可能"),
        ("110105194912310021", "校验码"),
        ("110105 19491231 002x", ""),
        ("一二三", "18位"),
        ("", "18位"),
    ],
)
def test_a_wrong_number_says_what_is_wrong(number: str, why: str) -> None:
    """And a right one written in full-width or with blanks is taken."""
    if not why:
        assert resident_id(number, TODAY).number == "11010519491231002X"
        return
    with pytest.raises(BadInput) as refused:
        resident_id(number, TODAY)
    assert why in refused.value.words.zh


@pytest.mark.parametrize("name", ["陈𠮷", "何㙟", "黄𬭎", "阿依古丽·吐尔逊", "O'Neill Mary-Jane", "欧阳修"])
def test_rare_characters_and_foreign_names_stay_as_they_are(name: str) -> None:
    """Characters outside the first plane, middle dots, apostrophes."""
    assert person_name(f"  {name} ") == name


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "陈\0静", "陈\u200b静"])
def test_what_is_no_name_is_refused(name: str) -> None:
    """Empty, too long, with control or invisible characters."""
    with pytest.raises(BadInput):
        person_name(name)


@given(st.text(min_size=1, max_size=20))
def test_a_mask_hides(text: str) -> None:
    """Same length, and never the whole of it."""
    assert len(mask_name(text)) == max(len(text), 2)
    assert "*" in mask_name(text) and "*" in mask("passport", text.ljust(3, "x"))
