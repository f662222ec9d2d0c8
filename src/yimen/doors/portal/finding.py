"""Finding a matter by what a person types: names, words of the text and pinyin, without knowing the official name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pypinyin import Style, lazy_pinyin

from yimen.catalogue.reads import BundleSheet, bundles
from yimen.kernel.words import Words

_LONGEST = 40
_FULL, _PART = 100, 10


@dataclass(frozen=True, slots=True)
class Found:
    """Something that can be done: its address, its name, and what it belongs to."""

    url: str
    name: Words
    beside: Words


def find(text: str) -> list[Found]:
    """Return what fits best first; at most ten, none when nothing fits."""
    wanted = _plain(text[:_LONGEST])
    if not wanted:
        return []
    scored = [(_score(wanted, keys), n, found) for n, (found, keys) in enumerate(_index())]
    return [found for score, _, found in sorted(scored, key=lambda s: (-s[0], s[1])) if score][:10]


def _score(wanted: str, keys: tuple[str, ...]) -> int:
    """Return how well keys fit, the first weighing most: the whole, then its pairs, then its single characters."""
    best = 0
    for weight, key in zip(range(len(keys), 0, -1), keys, strict=True):
        if wanted in key:
            best = max(best, _FULL * weight)
        elif not wanted.isascii():
            pairs = {wanted[n : n + 2] for n in range(len(wanted) - 1)}
            hits, letters = sum(pair in key for pair in pairs), set(wanted)
            if hits and hits * 2 >= len(pairs):
                best = max(best, _PART * hits * weight)
            elif letters <= set(key):
                best = max(best, weight)
    return best


@cache
def _index() -> tuple[tuple[Found, tuple[str, ...]], ...]:
    return tuple(entry for sheet in bundles().values() for entry in _entries(sheet))


def _entries(sheet: BundleSheet) -> Iterator[tuple[Found, tuple[str, ...]]]:
    text = sheet.text
    event = text.event or text.name
    matters = Words("、".join(a.name.zh for a in sheet.acceptances), ", ".join(a.name.en for a in sheet.acceptances))
    yield (
        Found(f"/portal/bundle/{text.bundle}/", text.name, event),
        _keys(text.name.zh, event.zh, text.name.en, event.en, matters.zh),
    )
    for a in sheet.acceptances:
        documents = "".join(m.name.zh for m in a.materials)
        yield (
            Found(f"/portal/matter/{a.matter}/", a.name, text.name),
            _keys(a.name.zh, a.result.name.zh, a.name.en, a.result.name.en, documents),
        )


def _keys(*texts: str) -> tuple[str, ...]:
    spelled = (w for t in texts if not t.isascii() for w in (lazy_pinyin(t), lazy_pinyin(t, style=Style.FIRST_LETTER)))
    return tuple(_plain(key) for key in (*texts, *("".join(w) for w in spelled)))


def _plain(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())
