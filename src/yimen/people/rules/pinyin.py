"""How names sort and are found: by pinyin, with the readings surnames have as surnames. Pure.

GB/T 13418 sorts by syllable, then tone [general]; what that leaves equal stands by character. Readings only put names
in order and find them: they never say how somebody's name is spoken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pypinyin import Style, pinyin

from yimen.people.rules.names import DOT, is_han, table

Key = tuple[tuple[str, int, str], ...]
_LONGEST_SURNAME = 2
_TONE = re.compile(r"([a-zü]+)([1-5])")


def sort_key(name: str) -> Key:
    """Return what a name sorts by: syllable, tone and character of each character in turn.

    >>> sorted(["单雄信", "陈静", "曾志伟", "尉迟恭", "Ann Lee", "仇英"], key=sort_key)
    ['Ann Lee', '陈静', '仇英', '单雄信', '尉迟恭', '曾志伟']
    """
    return tuple((*_split(options[0]), character) for character, options in _read(name))


def is_found_by(name: str, asked: str) -> bool:
    """Return whether a name is found by part of it, by pinyin or by initials. Nothing asked finds everybody.

    >>> [is_found_by("单雄信", q) for q in ("雄", "shanxiong", "sxx", "Xiong xin", "danx", "")]
    [True, True, True, True, False, True]
    """
    wanted = _bare(asked)
    if not wanted:
        return True
    bare = _bare(name)
    if wanted in bare:
        return True
    if not wanted.isascii() or not wanted.isalpha():
        return False
    spoken = [[_letters(option) for option in options] for _, options in _read(name)]
    return any(_follows(spoken[start:], wanted) for start in range(len(spoken)))


@cache
def _surnames() -> dict[str, list[list[str]]]:
    """Surname → the readings of each of its characters."""
    found = {}
    for entry in table()["surnames"].split():
        surname, _, readings = entry.partition(":")
        found[surname] = [list(p) for p in zip(*(r.split("-") for r in readings.split(",")), strict=True)]
    return found


@cache
def _characters() -> dict[str, str]:
    return dict(entry.split(":") for entry in table()["characters"].split())


def _read(name: str) -> list[tuple[str, list[str]]]:
    """Each character that counts with its readings, the one that sorts first."""
    counted = [c for c in name if c not in f"{DOT} -'."]
    # A name with a middle dot is a name written by its sound: it has no Chinese surname in front.
    surname = [] if DOT in name else _surname_readings(name)
    rest = counted[len(surname) :]
    usual = pinyin("".join(rest), style=Style.TONE3, neutral_tone_with_five=True, errors="ignore")
    first = [one[0] for one in usual]
    given = [_options(c, first[n] if len(first) == len(rest) else "") for n, c in enumerate(rest)]
    return [*zip(counted, [*surname, *given], strict=True)]


def _surname_readings(name: str) -> Sequence[list[str]]:
    known = _surnames()
    for length in range(_LONGEST_SURNAME, 0, -1):
        if len(name) > length - 1 and name[:length] in known:
            return known[name[:length]]
    return []


def _options(character: str, usual: str) -> list[str]:
    if character in _characters():
        return [_characters()[character]]
    if not is_han(character):
        return [character.lower()]
    (every,) = pinyin(character, style=Style.TONE3, heteronym=True, neutral_tone_with_five=True) or [[character]]
    spoken = [r for r in every if _TONE.fullmatch(r)]
    return [usual, *(r for r in spoken if r != usual)] if _TONE.fullmatch(usual) else spoken or [character]


def _split(reading: str) -> tuple[str, int]:
    found = _TONE.fullmatch(reading)
    # A character nobody has a reading for stands after all that have one.
    return (found[1], int(found[2])) if found else (reading if reading.isascii() else "~", 0)


def _letters(reading: str) -> str:
    return reading.rstrip("12345").replace("ü", "v").replace("lue", "lve").replace("nue", "nve")


def _bare(text: str) -> str:
    return "".join(c for c in text.strip().lower() if c not in f"{DOT} -'.•").replace("ü", "v")


def _follows(spoken: Sequence[Sequence[str]], wanted: str) -> bool:
    """Whether `wanted` goes through the syllables one after the other, each by its first letter, whole, or begun."""
    if not wanted:
        return True
    if not spoken:
        return False
    for reading in spoken[0]:
        for taken in {reading, reading[:1], reading[:2] if reading[1:2] == "h" else reading[:1]}:
            if taken and wanted.startswith(taken) and _follows(spoken[1:], wanted[len(taken) :]):
                return True
        if reading.startswith(wanted):
            return True
    return False
