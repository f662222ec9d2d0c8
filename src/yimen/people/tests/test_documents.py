"""Every document's number: what is taken, what is refused and why, and what the mask leaves."""

from __future__ import annotations

import doctest
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.kernel.errors import BadInput
from yimen.people.rules import documents, identity, names, pinyin
from yimen.people.rules.documents import FORMATS, age_on, born_of, checked, mask
from yimen.people.rules.identity import resident_check
from yimen.people.states import DocumentType

TODAY = date(2026, 3, 2)
BIRTHS = st.dates(date(1900, 1, 1), TODAY)


def eighteen(prefix: str, born: date, serial: int) -> str:
    """A number of eighteen places that fits."""
    body = f"{prefix:0<6}{born:%Y%m%d}{serial:03d}"
    return body + resident_check(body)


GOOD = {
    DocumentType.RESIDENT_ID: st.builds(eighteen, st.just("440604"), BIRTHS, st.integers(0, 999)),
    DocumentType.HMT_RESIDENCE: st.builds(eighteen, st.sampled_from(["81", "82", "83"]), BIRTHS, st.integers(0, 999)),
    DocumentType.PERMANENT_RESIDENCE: st.one_of(
        st.builds(eighteen, st.just("944840"), BIRTHS, st.integers(0, 999)),
        st.from_regex(r"[A-Z]{3}[0-9]{12}", fullmatch=True).filter(str.isascii),
    ),
    DocumentType.HK_MACAO_PERMIT: st.builds("{}{:08d}".format, st.sampled_from("HM"), st.integers(0, 10**8 - 1)),
    DocumentType.TAIWAN_PERMIT: st.builds("{:08d}".format, st.integers(0, 10**8 - 1)),
    DocumentType.PASSPORT: st.builds("{}{:07d}".format, st.sampled_from("EGKPX"), st.integers(0, 10**7 - 1)),
}


def test_every_document_has_its_format_and_its_samples() -> None:
    """None is forgotten in a list."""
    assert set(FORMATS) == set(GOOD) == set(DocumentType)
    assert {f.sure for f in FORMATS.values()} == {"verified", "general"}


@given(st.data(), st.sampled_from(list(DocumentType)))
def test_a_good_number_is_taken_however_it_is_spaced(data: st.DataObject, kind: DocumentType) -> None:
    """Small letters, blanks, full-width figures: one writing, so one person; and the mask hides most of it."""
    number = data.draw(GOOD[kind])
    shown = checked(kind, number, TODAY)
    assert (shown.type, shown.number) == (kind, number)
    wide = "".join(chr(ord(c) + 0xFEE0) for c in number.lower())
    for typed in (f" {number.lower()} ", f"{number[:3]} {number[3:]}", f"{number[:3]}-{number[3:]}", wide):
        assert checked(kind, typed, TODAY) == shown
    assert born_of(kind, number) == shown.born_date
    masked = mask(kind, number)
    assert len(masked) == len(number) and masked.count("*") >= len(number) // 2 - 1
    if shown.born_date:
        # The six places of the region stay readable, and may look like a birthday: 440604 on the fourth of June.
        assert f"{shown.born_date:%m%d}" not in masked[6:] and 0 <= age_on(shown.born_date, TODAY) <= 126


@given(st.data(), st.sampled_from([DocumentType.HMT_RESIDENCE, DocumentType.RESIDENT_ID]), st.integers(0, 17))
def test_one_wrong_figure_is_noticed(data: st.DataObject, kind: DocumentType, place: int) -> None:
    """The check character finds every single wrong place."""
    number = data.draw(GOOD[kind])
    other = data.draw(st.sampled_from([c for c in "0123456789" if c != number[place]]))
    with pytest.raises(BadInput):
        checked(kind, number[:place] + other + number[place + 1 :], TODAY)


@given(st.sampled_from([*DocumentType, "credit_code", "", "nothing"]), st.text(max_size=40))
def test_whatever_is_typed_gets_an_answer(kind: str, text: str) -> None:
    """Taken or refused with both sentences: never another error, and what is taken is taken again as it is."""
    try:
        shown = checked(kind, text, TODAY)
    except BadInput as refused:
        assert refused.words.zh and refused.words.en
    else:
        assert checked(kind, shown.number, TODAY) == shown
        assert "*" in mask(kind, shown.number)


@pytest.mark.parametrize(
    ("kind", "number", "why"),
    [
        ("resident_id", "810000199408230021", "居住证"),
        ("hmt_residence", "440604199408230021", "81、82或83"),
        ("hmt_residence", "810000199402300021", "出生日期"),
        ("hmt_residence", "810000199408230022", "校验码"),
        ("hk_macao_permit", "A12345678", "H或M"),
        ("hk_macao_permit", "H1234567", "8位"),
        ("hk_macao_permit", "H123456789", "8位"),
        ("taiwan_permit", "1234567", "8位数字"),
        ("taiwan_permit", "1234567890", "8位数字"),
        ("taiwan_permit", "１２３４５６٧٨", "8位数字"),
        ("permanent_residence", "810000199408230021", "9开头"),
        ("permanent_residence", "USA12345678901", "15位"),
        ("passport", "ABCDEFG", "字母和数字"),
        ("passport", "E123", "5至12位"),
        ("passport", "Ё1234567", "5至12位"),
        ("passport", "E12345678<", "5至12位"),
        ("driving_licence", "1", "没有这种证件"),
    ],
)
def test_a_wrong_number_says_what_is_wrong(kind: str, number: str, why: str) -> None:
    """With the document's own rule."""
    with pytest.raises(BadInput) as refused:
        checked(kind, number, TODAY)
    assert why in refused.value.words.zh


def test_the_count_of_cards_does_not_make_another_person() -> None:
    """A renewed permit ends in two more figures; the person keeps nine places."""
    assert checked("hk_macao_permit", "H1234567801", TODAY).number == "H12345678"


def test_birthdays_in_a_leap_year() -> None:
    """Who was born on 29 February is eighteen on the day after 28 February."""
    born = date(2008, 2, 29)
    assert [age_on(born, date(2026, 2, 28) + timedelta(days=n)) for n in (0, 1)] == [17, 18]


@pytest.mark.parametrize("module", [documents, identity, names, pinyin])
def test_the_worked_examples_run(module: object) -> None:
    """In every rule of people."""
    found = doctest.testmod(module)  # type: ignore[arg-type]
    assert found.failed == 0 and found.attempted > 0
