"""What a name may be, in one writing: Chinese names with rare characters, middle dots, foreigners' names. Pure.

Characters of names are never folded into others (㙟, 𠮷, 𬭎 stay as they are): only composition is made one (NFC), and
the many middle dots. What no other computer could show (private-use characters) is refused with the character named.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files

import yaml

from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words
from yimen.people.rules.identity import mask_name, normal

OTHER_NAME = "name on record"
"""The field of an error that a clerk may answer by correcting the name on record."""
LONGEST_NAME, LONGEST_ORGANISATION = 60, 120
DOT = "·"
DOTS = "•‧・．∙⋅･ꞏ●．"
_HAN = (
    (0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2A6DF), (0x2A700, 0x2EE5D),
    (0x2F800, 0x2FA1F), (0x30000, 0x33479),
)  # fmt: skip
_PRIVATE = ((0xE000, 0xF8FF), (0xF0000, 0xFFFFD), (0x100000, 0x10FFFD))
_KEPT_AS_THEY_ARE = ((0xF900, 0xFAFF), (0x2F800, 0x2FA1F))
_JOINS = "-' ."


def person_name(text: str) -> str:
    """Return a person's name in one writing. Raises BadInput that says which character cannot stand in it.

    >>> person_name(" 买买提•艾力 "), person_name("Ｊｏｈｎ　O’Neill-Smith Jr.")
    ('买买提·艾力', "John O'Neill-Smith Jr.")
    """
    name = _one_writing(text)
    if not name or len(name) > LONGEST_NAME:
        raise _refused(f"请填写姓名（最多{LONGEST_NAME}个字）。", f"Give the name (at most {LONGEST_NAME} characters).")
    for place, character in enumerate(name):
        if not (is_han(character) or _is_latin(character) or character in _JOINS or character == DOT):
            raise _not_in_a_name(character, place)
    parts = name.replace(DOT, " ").split(" ")
    if any(not any(is_han(c) or _is_latin(c) for c in part) for part in parts):
        raise _refused("姓名里的间隔点或空格两边都要有字。", "There must be letters on both sides of a dot or a blank.")
    return name


def organisation_name(text: str) -> str:
    """Return an organisation's name in one writing; figures and brackets may stand in it. Raises BadInput.

    >>> organisation_name(" 佛山市第３中学（示例）有限公司 ")
    '佛山市第3中学(示例)有限公司'
    """
    name = _composed(" ".join(normal(text).split()))
    if not name or len(name) > LONGEST_ORGANISATION:
        raise _refused(
            f"请填写单位名称（最多{LONGEST_ORGANISATION}个字）。",
            f"Give the organisation's name (at most {LONGEST_ORGANISATION} characters).",
        )
    for place, character in enumerate(name):
        if unicodedata.category(character)[0] in "CM" and not is_han(character):
            raise _not_in_a_name(character, place)
    if not any(is_han(c) or c.isalpha() for c in name):
        raise _refused("单位名称里要有字。", "An organisation's name has letters in it.")
    return name


def is_han(character: str) -> bool:
    """Return whether a character is Chinese, rare ones included, by its place in Unicode (GB 18030 holds them all).

    By place and not by the program's tables, which are older than the newest extensions.

    >>> [is_han(c) for c in "㙟𠮷𬭎〇aア"]
    [True, True, True, True, False, False]
    """
    return _within(character, _HAN)


def differs_by_variant(one: str, other: str) -> tuple[str, str] | None:
    """Return the first two characters that differ when two names differ only by ways of writing a character.

    >>> differs_by_variant("陈𠮷", "陈吉"), differs_by_variant("陈静", "陈靖")
    (('𠮷', '吉'), None)
    """
    if one == other or len(one) != len(other) or list(map(_folded, one)) != list(map(_folded, other)):
        return None
    return next((a, b) for a, b in zip(one, other, strict=True) if a != b)


def wrong_name(document: Words, held: str, typed: str) -> BadInput:
    """Return the error for a document on record under another name, with what to do. The held name stays masked."""
    variant = differs_by_variant(held, typed)
    if variant:
        held_as, typed_as = (f"“{c}”(U+{ord(c):04X})" for c in variant)
        words = Words(
            f"这个人已建档，档案里的字是{held_as}，您输入的是{typed_as}：是同一个字的不同写法，不能混用。"
            "请照证件上的字重输；如果证件上就是您输入的这个字，请勾选“照证件更正姓名”。",
            f"The person is on record with {held_as}; you typed {typed_as}, another way of writing it. "
            "Type it as on the document; if the document has what you typed, tick “Correct the name”.",
        )
    else:
        words = Words(
            f"这个{document.zh}号已建档，登记姓名是“{mask_name(held)}”，与“{typed}”不同。请先核对号码和姓名；"
            "如果证件上的姓名就是您输入的，请勾选“照证件更正姓名”。",
            f'This number is on record under the name "{mask_name(held)}", not "{typed}". Check number and name; '
            "if the document bears the name you typed, tick “Correct the name”.",
        )
    return BadInput(words, {OTHER_NAME: [words]})


def _one_writing(text: str) -> str:
    for dot in DOTS:
        text = text.replace(dot, DOT)
    for quote in "’‘ʼ`´＇":
        text = text.replace(quote, "'")
    for dash in "‐‑–—－":
        text = text.replace(dash, "-")
    name = _composed(" ".join(normal(text).split()))
    while f" {DOT}" in name or f"{DOT} " in name:
        name = name.replace(f" {DOT}", DOT).replace(f"{DOT} ", DOT)
    # A dot typed on the keyboard between Chinese characters is the middle dot; between letters it is a full stop.
    return "".join(
        DOT if c == "." and n and n + 1 < len(name) and is_han(name[n - 1]) and is_han(name[n + 1]) else c
        for n, c in enumerate(name)
    )


def _composed(text: str) -> str:
    """NFC, but for the compatibility characters of CJK, which NFC would turn into other characters."""
    done, run = [], ""
    for character in text:
        if _within(character, _KEPT_AS_THEY_ARE):
            done += [unicodedata.normalize("NFC", run), character]
            run = ""
        else:
            run += character
    return "".join([*done, unicodedata.normalize("NFC", run)])


def _is_latin(character: str) -> bool:
    return character.isalpha() and unicodedata.name(character, "").startswith("LATIN ")


def _folded(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    return variants().get(plain, plain)


@cache
def variants() -> dict[str, str]:
    """Return which character each variant of the table stands beside (`variants` of names.yaml)."""
    pairs: list[str] = table()["variants"].split()
    return {variant: group[0] for group in pairs for variant in group}


@cache
def table() -> dict[str, str]:
    """Return names.yaml: surnames' readings, single characters' readings, variants. Read once per process."""
    text: dict[str, str] = yaml.safe_load((files("yimen.people") / "rules" / "names.yaml").read_text(encoding="utf-8"))
    return text


def _within(character: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= ord(character) <= last for first, last in ranges)


def _not_in_a_name(character: str, place: int) -> BadInput:
    code = f"U+{ord(character):04X}"
    shown = character if character.isprintable() and not _within(character, _PRIVATE) else ""
    zh, en = f"姓名第{place + 1}个字符“{shown}”（{code}）", f"Character {place + 1} of the name, “{shown}” ({code}),"
    if _within(character, _PRIVATE):
        meant = dict(pair.split("=") for pair in table()["private"].split()).get(code[2:], "")
        use = (
            (f"请改用“{meant}”", f"use “{meant}”") if meant else ("请用标准的生僻字输入", "type the standard character")
        )
        return _refused(
            f"{zh}是自造字，别的电脑显示不出来，{use[0]}。", f"{en} is private to some computers; {use[1]} instead."
        )
    if character.isdigit():
        return _refused(f"{zh}是数字，姓名里不能有数字。", f"{en} is a figure; a name has none.")
    if not shown or unicodedata.category(character)[0] in "CZ":
        zh = f"姓名第{place + 1}个字符（{code}）看不见，请删去后重输。"
        return _refused(zh, f"Character {place + 1} of the name ({code}) cannot be seen: delete it and type again.")
    return _refused(
        f"{zh}不能用在姓名里。请照证件上的汉字或拉丁字母填写。",
        f"{en} cannot stand in a name. Give it in Chinese characters or Latin letters as on the document.",
    )


def _refused(zh: str, en: str) -> BadInput:
    return BadInput(Words(zh, en), {"name": [Words(zh, en)]})
