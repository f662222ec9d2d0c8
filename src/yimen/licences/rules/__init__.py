"""The e-licence number of GB/T 36904-2018, what of a holder's name others may read, and when guessing is slowed. Pure.

Layout of the number [restated by public sources]: `1.2.156.3005.2.` + type code (credit code of the type's owner and a
serial of three) + issuer's credit code + serial + version + check, with dots between.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words
from yimen.people.rules.identity import mask_name

ROOT = "1.2.156.3005.2."
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LONGEST_SERIAL = 20
LAST_VERSION = 999
_LAYOUT = re.compile(r"1\.2\.156\.3005\.2\.([0-9A-Z]{21})\.([0-9A-Z]{6,18})\.([0-9A-Z]{1,20})\.([0-9]{3})\.([0-9A-Z])")

TRIES_OF_ONE = 10
"""Failed tries of one address in the window before it has to wait."""
TRIES_OF_ALL = 300
"""Failed tries of everybody in the window; from then on one failure is all that an address has."""
LOOKS_OF_ONE = 60
"""Numbers that one address may look up with success in the window: numbers of certificates follow each other."""
WINDOW_MINUTES = 15


@dataclass(frozen=True, slots=True)
class ElectronicNumber:
    """The parts of an e-licence number."""

    type_code: str
    issuer: str
    serial: str
    version: int

    @property
    def text(self) -> str:
        """Return the number as it is printed."""
        return number(self.type_code, self.issuer, self.serial, self.version)


def check_character(body: str) -> str:
    """Return the check character of ISO 7064 MOD 37,36 over `body`: digits and capital letters without dots.

    >>> check_character("11100000000013338W01111430000006122244L20230000403001")
    'U'
    >>> check_character("11100000MB03271699022340100000000016001")
    '9'
    >>> check_character("11100000000013338W00911330105002500287C2025052201002")
    '0'
    """
    product = 36
    for character in body:
        total = (product + ALPHABET.index(character)) % 36 or 36
        product = total * 2 % 37
    return ALPHABET[(37 - product) % 36]


def number(type_code: str, issuer: str, serial: str, version: int) -> str:
    """Return the e-licence number of a version. Raises ValueError when a part has not the standard's shape.

    >>> number("11100000000013338W011", "11430000006122244L", "20230000403", 1)
    '1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U'
    """
    body = f"{type_code}.{issuer}.{serial}.{version:03d}"
    text = f"{ROOT}{body}.{check_character(body.replace('.', ''))}"
    if not _LAYOUT.fullmatch(text) or len(issuer) != 18 or not 1 <= version <= LAST_VERSION:
        raise ValueError(f"no e-licence number can be made of {body}")
    return text


def parse(text: str) -> ElectronicNumber:
    """Return the parts of an e-licence number. Raises BadInput for another layout or a wrong check character.

    >>> parse("1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0").version
    2
    >>> parse("1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.003.0")
    Traceback (most recent call last):
    ...
    yimen.kernel.errors.BadInput: The e-licence number is wrong: its last character does not fit. Check each character.
    """
    found = _LAYOUT.fullmatch(text)
    if found is None:
        raise BadInput(
            Words(
                "电子证照标识不对：应以 1.2.156.3005.2. 开头，后面五段用点隔开。请对照证照重输。",
                "The e-licence number is wrong: it begins with 1.2.156.3005.2. and has five more parts with dots.",
            )
        )
    type_code, issuer, serial, version, check = found.groups()
    if check_character(f"{type_code}{issuer}{serial}{version}") != check:
        raise BadInput(
            Words(
                "电子证照标识不对：最后一位校验不符，有一处输错了。请逐位核对。",
                "The e-licence number is wrong: its last character does not fit. Check each character.",
            )
        )
    return ElectronicNumber(type_code, issuer, serial, int(version))


def tidy(text: str) -> str:
    r"""Return a number as it is looked for: no blanks or hidden characters, plain brackets and letters.

    An e-licence number is in capitals.

    >>> tidy(" 粤（2026）佛禅不动产权第 0000001 号\x00 ")
    '粤(2026)佛禅不动产权第0000001号'
    """
    plain = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text)
    plain = "".join(c for c in plain if not c.isspace() and unicodedata.category(c)[0] != "C")
    return plain.upper() if plain.startswith(ROOT) else plain


def masked_holders(holders: str) -> str:
    """Return the holders of a certificate as strangers may read them: names masked, shares left out.

    >>> masked_holders("欧阳小明（1/3）、李四（2/3）")
    '欧**明、李*'
    """
    names = [re.sub(r"（.*?）", "", part) for part in holders.split("、")]
    return "、".join(mask_name(name) for name in names if name)


def has_to_wait(*, own: int, everybody: int, looks_of_one: int = 0) -> bool:
    """Return whether an address must wait: `own` failed tries in the window, when all have made `everybody`, and so
    many numbers found by this address.

    >>> has_to_wait(own=9, everybody=9), has_to_wait(own=10, everybody=10), has_to_wait(own=1, everybody=300)
    (False, True, True)
    >>> has_to_wait(own=0, everybody=500), has_to_wait(own=0, everybody=0, looks_of_one=60)
    (False, True)
    """
    is_guessing = own >= TRIES_OF_ONE or (everybody >= TRIES_OF_ALL and own >= 1)
    return is_guessing or looks_of_one >= LOOKS_OF_ONE


def told(text: str, *, least: int, most: int) -> tuple[str, Words | None]:
    """Return what a person typed, tidied, and what is wrong with it: too short, too long, or with hidden characters.

    >>> told("  证书 遗失 ", least=2, most=20)
    ('证书 遗失', None)
    >>> told("", least=2, most=20)[1].en
    'Write at least 2 characters.'
    """
    clean = text.replace("\r\n", "\n").strip()
    if any(unicodedata.category(c) in ("Cc", "Cs", "Co") and c != "\n" for c in clean):
        return "", Words("含有不能打印的字符，请重新输入。", "There are characters that cannot be printed.")
    if len(clean) < least:
        return clean, Words(f"请至少写 {least} 个字。", f"Write at least {least} characters.")
    if len(clean) > most:
        return clean, Words(f"最多 {most} 个字。", f"At most {most} characters.")
    return clean, None
