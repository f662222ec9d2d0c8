"""Identity documents beside the resident card: what their numbers look like, their checks and masks. Pure.

`FORMATS` says of each how sure its checks are: `verified` (standard read and computed) or `general` (general
knowledge). A number is refused only for what its format says; it never decides who somebody is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words
from yimen.people.rules.identity import normal, resident_check, resident_id
from yimen.people.states import DOCUMENT_WORDS, DocumentType

PASSPORT = re.compile(r"[A-Z0-9]{5,12}")
HK_MACAO = re.compile(r"[HM][0-9]{8}(?:[0-9]{2})?")
TAIWAN = re.compile(r"[0-9]{8}")
OLD_PERMANENT = re.compile(r"[A-Z]{3}[0-9]{12}")
EIGHTEEN = re.compile(r"[0-9]{17}[0-9X]")
_RESIDENCE_PREFIXES = ("81", "82", "83")


@dataclass(frozen=True, slots=True)
class Checked:
    """A document whose number passed the checks there are. `born_date` is None where the number does not carry it."""

    type: DocumentType
    number: str
    born_date: date | None


@dataclass(frozen=True, slots=True)
class Format:
    """How a document's number is checked, how sure that is, and what a clerk is told about typing it."""

    check: Callable[[str, date], Checked]
    sure: str
    hint: Words
    longest: int = 18


def checked(kind: str, text: str, today: date) -> Checked:
    """Return the document in one writing (upper case, no blanks). Raises BadInput that says what is wrong.

    >>> checked("hk_macao_permit", " h 1234 5678 ", date(2026, 3, 2)).number
    'H12345678'
    >>> checked("hmt_residence", "810000199408230021", date(2026, 3, 2)).born_date
    datetime.date(1994, 8, 23)
    """
    if kind not in FORMATS:
        raise BadInput(Words("没有这种证件，请从列表里选。", "There is no such document; choose one of the list."))
    return FORMATS[DocumentType(kind)].check(_plain(text), today)


def age_on(born: date, day: date) -> int:
    """Return the full years of age on `day`.

    >>> age_on(date(2008, 3, 3), date(2026, 3, 2)), age_on(date(2008, 3, 2), date(2026, 3, 2))
    (17, 18)
    """
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def born_of(kind: str, number: str) -> date | None:
    """Return the day of birth that a number on record carries, None when it carries none.

    >>> born_of("passport", "E12345678") is None
    True
    """
    eighteen = (DocumentType.RESIDENT_ID, DocumentType.HMT_RESIDENCE, DocumentType.PERMANENT_RESIDENCE)
    return _born(number) if kind in eighteen and len(number) == 18 else None


def mask(kind: str, number: str) -> str:
    """Return a document number for screens and paper: enough to tell it from another, not enough to use it.

    >>> mask("resident_id", "11010519491231002X"), mask("passport", "E12345678"), mask("taiwan_permit", "01234567")
    ('110105********002X', 'E*******8', '0******7')
    """
    shown, tail = (6, 4) if kind in _EIGHTEENS and len(number) == 18 else (1, 1)
    if len(number) == 15:
        shown, tail = 3, 2
    return number[:shown] + "*" * (len(number) - shown - tail) + number[-tail:]


def _resident(number: str, today: date) -> Checked:
    if len(number) == 18 and number.startswith(_RESIDENCE_PREFIXES):
        raise _wrong(
            DocumentType.RESIDENT_ID,
            "开头“81、82、83”是港澳台居民居住证，请把证件种类改成居住证",
            "81, 82 and 83 begin the residence permit of Hong Kong, Macao and Taiwan residents: choose that document",
        )
    found = resident_id(number, today)
    return Checked(DocumentType.RESIDENT_ID, found.number, found.born_date)


def _residence(number: str, today: date) -> Checked:
    kind = DocumentType.HMT_RESIDENCE
    if not EIGHTEEN.fullmatch(number) or not number.startswith(_RESIDENCE_PREFIXES):
        raise _wrong(kind, "应为18位，以81、82或83开头", "it has 18 places and begins with 81, 82 or 83")
    return _eighteen(kind, number, today)


def _permanent(number: str, today: date) -> Checked:
    kind = DocumentType.PERMANENT_RESIDENCE
    if OLD_PERMANENT.fullmatch(number):
        return Checked(kind, number, None)
    if not EIGHTEEN.fullmatch(number) or not number.startswith("9"):
        zh = "新卡18位，以9开头；旧卡15位，3个字母加12位数字"
        raise _wrong(kind, zh, "the new card has 18 places and begins with 9; the old one has 3 letters and 12 digits")
    return _eighteen(kind, number, today)


def _hk_macao(number: str, today: date) -> Checked:  # noqa: ARG001
    kind = DocumentType.HK_MACAO_PERMIT
    if not HK_MACAO.fullmatch(number):
        raise _wrong(kind, "应为H或M加8位数字", "it is H or M and 8 digits")
    # The two digits after them count the cards issued: the person keeps the first nine places for life.
    return Checked(kind, number[:9], None)


def _taiwan(number: str, today: date) -> Checked:  # noqa: ARG001
    if not TAIWAN.fullmatch(number):
        raise _wrong(DocumentType.TAIWAN_PERMIT, "应为8位数字", "it has 8 digits")
    return Checked(DocumentType.TAIWAN_PERMIT, number, None)


def _passport(number: str, today: date) -> Checked:  # noqa: ARG001
    kind = DocumentType.PASSPORT
    if not PASSPORT.fullmatch(number) or not any(c.isdigit() for c in number):
        raise _wrong(kind, "应为5至12位字母和数字", "it has 5 to 12 letters and digits")
    return Checked(kind, number, None)


def _eighteen(kind: DocumentType, number: str, today: date) -> Checked:
    born = _born(number)
    if born is None or not date(1880, 1, 1) <= born <= today:
        raise _wrong(kind, "第7至14位不是可能的出生日期", "places 7 to 14 are no possible date of birth")
    if resident_check(number) != number[17]:
        raise _wrong(kind, "末位校验码不符，可能有一位写错", "the last character does not fit: one place is wrong")
    return Checked(kind, number, born)


def _born(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def _plain(text: str) -> str:
    """Only what people put between groups goes; anything else is the format's to refuse."""
    return "".join(c for c in normal(text) if c not in " -()").upper()


def _wrong(kind: DocumentType, zh: str, en: str) -> BadInput:
    words = DOCUMENT_WORDS[kind]
    return BadInput(
        Words(
            f"{words.zh}号码不对：{zh}。请对照证件重输。",
            f"The number of the {words.en.lower()} is wrong: {en}. Check the document.",
        )
    )


_EIGHTEENS = (DocumentType.RESIDENT_ID, DocumentType.HMT_RESIDENCE, DocumentType.PERMANENT_RESIDENCE)
_NO_CHECK = Words(
    "号码没有校验位，请对照证件再看一遍。", "The number has no check digit: compare it with the document."
)
_HAS_CHECK = Words("18位，末位可能是X。", "18 places, the last may be X.")
FORMATS: Mapping[str, Format] = {
    DocumentType.RESIDENT_ID: Format(_resident, "verified", _HAS_CHECK),
    DocumentType.HMT_RESIDENCE: Format(_residence, "general", _HAS_CHECK),
    DocumentType.HK_MACAO_PERMIT: Format(_hk_macao, "general", _NO_CHECK, 11),
    DocumentType.TAIWAN_PERMIT: Format(_taiwan, "general", _NO_CHECK, 8),
    DocumentType.PERMANENT_RESIDENCE: Format(_permanent, "general", _NO_CHECK),
    DocumentType.PASSPORT: Format(_passport, "general", _NO_CHECK, 12),
}
"""Resident card: GB 11643-1999, read and computed. The others are general knowledge: the residence permit's prefixes
and check, H/M and eight digits, eight digits, 9 and eighteen places since 2023, and what passports bear."""
