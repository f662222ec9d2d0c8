"""Codes of matters: the national layouts and Sichuan's local one, parsed where the layout is known, kept where not.

Pure.

National (GB/T 39554.1-2020 [restated by others], domain.md 3.2): catalogue 12 = region 2, type 2, main item 5,
sub-item 3; task 31 = credit code 18, level 1, catalogue 12; handling item 33 = task 31, serial 2. Sichuan (seen in
public data, domain.md 3.2; its parts named by us): `<catalogue>-<area 12>-000-<body>-<n>-<nn>`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from yimen.kernel.errors import BadInput
from yimen.people.rules.identity import credit_code, organisation_check

SICHUAN, NATIONAL_12, NATIONAL_31, NATIONAL_33, UNKNOWN = (
    "sichuan",
    "national_12",
    "national_31",
    "national_33",
    "unknown",
)
_SICHUAN = re.compile(r"(?P<catalogue>.+)-(?P<area>\d{12})-(?P<town>\d{3})-(?P<body>.+)-(?P<level>\d)-(?P<item>\d{2})")
_LOCAL_CATALOGUE = re.compile(
    r"51(\d)([A-Z]?)(\d{8,10})|([A-Z])-(\d{6})-(\d{3,4})|(\d)([A-Z])-(\d{4})-(\d{5})|51(\d{10}|\d{12})"
)
_CATALOGUE = re.compile(r"(?P<region>\d{2})(?P<type>\d{2})(?P<main>[0-9A-HJ-NP-RT-UW-Y]{5})(?P<sub>\d{3})")


@dataclass(frozen=True, slots=True)
class MatterCode:
    """A matter's code in its parts; what the layout does not say is empty."""

    text: str
    layout: str
    catalogue: str = ""
    area: str = ""
    body: str = ""
    level: str = ""
    item: str = ""

    @property
    def is_known(self) -> bool:
        """Return whether the layout is one we can read."""
        return self.layout != UNKNOWN


def parse_code(text: str) -> MatterCode:
    """Return a matter's code in its parts; a layout that is not known is kept as it stands.

    >>> parse_code("511A0138600000-511602000000-000-115113010833722043-1-00").body
    '115113010833722043'
    >>> parse_code("11440100007482575H3440118009000").catalogue
    '440118009000'
    >>> parse_code("E-000021-001-1111111111111111").layout
    'unknown'
    """
    local = _SICHUAN.fullmatch(text)
    if local and _LOCAL_CATALOGUE.fullmatch(local["catalogue"]):
        return MatterCode(
            text, SICHUAN, local["catalogue"], local["area"], local["body"], local["level"], local["item"]
        )
    if len(text) == 12 and _CATALOGUE.fullmatch(text):
        return MatterCode(text, NATIONAL_12, text)
    if len(text) in (31, 33) and text.isalnum() and _CATALOGUE.fullmatch(text[19:31]) and text[18].isdigit():
        layout = NATIONAL_31 if len(text) == 31 else NATIONAL_33
        return MatterCode(text, layout, text[19:31], "", text[:18], text[18], text[31:])
    return MatterCode(text, UNKNOWN)


def is_credit_code(text: str) -> bool:
    """Return whether a code is a unified social credit code, both checks right, letters as they stand.

    >>> is_credit_code("91110000600037341L"), is_credit_code("91110000600037341l")
    (True, False)
    """
    try:
        return credit_code(text).code == text
    except BadInput:
        return False


def is_organisation_code(text: str) -> bool:
    """Return whether nine places, with or without the hyphen, are an organisation code (GB 11714).

    >>> is_organisation_code("60003734-1"), is_organisation_code("600037342")
    (True, False)
    """
    code = text[:8] + text[9:] if len(text) == 10 and text[8] == "-" else text
    return bool(re.fullmatch(r"[0-9A-Z]{8}[0-9X]", code)) and organisation_check(code[:8]) == code[8]


def code_flaw(text: str) -> str:
    """Return what is wrong with a body's code: nothing, `credit_check`, `organisation_check`, `lower_case` or `length`.

    >>> code_flaw("0087790701"), code_flaw("11511301452259996u")
    ('length', 'lower_case')
    """
    if is_credit_code(text) or is_organisation_code(text):
        return ""
    if text != text.upper() and (is_credit_code(text.upper()) or is_organisation_code(text.upper())):
        return "lower_case"
    bare = text.replace("-", "")
    return {18: "credit_check", 9: "organisation_check"}.get(len(bare), "length")
