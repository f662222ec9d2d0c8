"""Checks of resident identity numbers and credit codes, pure. A number that fails its check is refused with the reason.

Nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)
_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True, slots=True)
class ResidentId:
    """A citizen identity number that passed its checks (GB 11643-1999)."""

    number: str

    @property
    def born_date(self) -> date:
        """Return the date of birth in the number."""
        return date(int(self.number[6:10]), int(self.number[10:12]), int(self.number[12:14]))


@dataclass(frozen=True, slots=True)
class CreditCode:
    """An organisation's unified social credit code that passed its checks (GB 32100-2015)."""

    code: str


def resident_id(text: str, today: date) -> ResidentId:
    """Check a citizen identity number: length, province, date of birth, check character (GB 11643-1999).

    No table of counties is a reason to refuse: districts change. Raises BadInput naming what is wrong.

    >>> resident_id(" 11010519491231002x ", date(2026, 3, 2)).born_date
    datetime.date(1949, 12, 31)
    """
    number = normal(text).replace(" ", "").upper()
    if len(number) != 18 or not number[:17].isascii() or not number[:17].isdigit() or number[17] not in _ID_CHECKS:
        raise _wrong(
            f"应为18位（前17位数字，末位数字或X），现在是{len(number)}位",
            "it has 18 places, the last may be X",
        )
    if number[:2] not in PROVINCES:
        raise _wrong(f"开头“{number[:2]}”不是省级代码", f'"{number[:2]}" is no province')
    try:
        born = ResidentId(number).born_date
    except ValueError:
        raise _wrong("第7至14位不是真实的出生日期", "places 7 to 14 are no date of birth") from None
    if not date(1880, 1, 1) <= born <= today:
        raise _wrong("出生日期不可能", "the date of birth is impossible")
    if resident_check(number) != number[17]:
        raise _wrong("末位校验码不符，可能有一位写错", "the last character does not fit: one place is wrong")
    return ResidentId(number)


def resident_check(number: str) -> str:
    """Return the check character of the first 17 digits (ISO 7064 MOD 11-2).

    >>> resident_check("11010519491231002")
    'X'
    """
    return _ID_CHECKS[sum(w * int(d) for w, d in zip(_ID_WEIGHTS, number, strict=False)) % 11]


def credit_code(text: str) -> CreditCode:
    """Check a unified social credit code (GB 32100-2015) and the organisation code within it (GB 11714).

    >>> credit_code("91110000600037341l").code
    '91110000600037341L'
    """
    code = normal(text).replace(" ", "").upper()
    if len(code) != 18 or any(c not in _CODE_ALPHABET for c in code):
        raise _wrong_code("应为18位数字或大写字母（不含I、O、S、V、Z）", "it has 18 places, no I, O, S, V or Z")
    if organisation_check(code[8:16]) != code[16]:
        raise _wrong_code("主体标识码（第9至17位）校验不符", "places 9 to 17 do not fit together")
    if credit_check(code) != code[17]:
        raise _wrong_code("末位校验码不符，可能有一位写错", "the last character does not fit: one place is wrong")
    return CreditCode(code)


def credit_check(code: str) -> str:
    """Return the check character of the first 17 places (weights 3^i mod 31).

    >>> credit_check("91110000600037341")
    'L'
    """
    total = sum(_CODE_ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(code[:17]))
    return _CODE_ALPHABET[-total % 31]


def organisation_check(body: str) -> str:
    """Return the check character of an 8-place organisation code (GB 11714).

    >>> organisation_check("60003734")
    '1'
    """
    alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    value = 11 - sum(w * alphabet.index(c) for w, c in zip(_ORGANISATION_WEIGHTS, body, strict=True)) % 11
    return "X" if value == 10 else str(value % 11)


def normal(text: str) -> str:
    """Return text with full-width letters and digits made plain and outer blanks off; characters of names stay as
    they are.

    >>> normal("　４４０６０４Ｘ ")
    '440604X'
    """
    return "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text.replace("　", " ")).strip()


def mask_name(name: str) -> str:
    """Return a name for places where others may read it: the first character stays.

    >>> mask_name("欧阳小明")
    '欧**明'
    """
    if len(name) <= 2:
        return name[:1] + "*"
    return name[0] + "*" * (len(name) - 2) + name[-1]


def _wrong(zh: str, en: str) -> BadInput:
    return BadInput(
        Words(f"身份证号不对：{zh}。请对照证件重输。", f"The identity number is wrong: {en}. Check the card.")
    )


def _wrong_code(zh: str, en: str) -> BadInput:
    return BadInput(Words(f"统一社会信用代码不对：{zh}。", f"The credit code is wrong: {en}."))
