"""Find matters by what people type: characters and pairs of characters, everyday words, pinyin in full or by initials.

Pure.

One index in memory for one version of a directory; the same answers for counter and portal. A word written with a wrong
character of the same sound is found by its sound, at less weight.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from pypinyin import Style, lazy_pinyin, pinyin
from pypinyin.phrases_dict import phrases_dict

from yimen.catalogue.rules.everyday import EMPTY_WORDS, ENGLISH, EVERYDAY, SIMPLER

LONGEST_QUERY = 60
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_WORDS = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[0-9a-z]+")
_BRACKETS = re.compile(r"\([^()]*\)")
_LATER = re.compile("注销|变更|补[领办证发换]|换[领发证]|延续|歇业|停业|终止|恢复|挂失")
_LEAST_SHARE, _LEAST_SOUND, _LEAST_CUT = 0.46, 0.5, 0.45
_IN_NAME, _IN_GROUP, _IN_OFFICE, _BY_WORD, _BY_SOUND, _ONE_CHARACTER = 1.0, 0.45, 0.5, 1.1, 0.42, 0.18

Sounds = Sequence[Sequence[str]]
Scores = dict[int, float]


def sounds_of(name: str) -> list[list[str]]:
    """Return the readings of a name's characters without tones, the one of its phrase first; others are left out.

    >>> sounds_of("重新"), sounds_of("会计")[0][0]
    ([['chong', 'zhong', 'tong'], ['xin']], 'kuai')
    """
    han = "".join(_HAN.findall(name))
    first = lazy_pinyin(han)
    others = [pinyin(character, style=Style.NORMAL, heteronym=True)[0] for character in han]
    return [list(dict.fromkeys([one, *more]))[:3] for one, more in zip(first, others, strict=True)]


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found: the line's number within the index's caller, its names and sounds."""

    key: str
    name: str
    group: str
    office: str
    sounds: Sounds


@dataclass(frozen=True, slots=True)
class Hit:
    """A line that was found, with its score; higher is nearer."""

    key: str
    score: float


@cache
def _syllables() -> frozenset[str]:
    """Every syllable that a character is read as; reckoned by the first who searches by letters, not at start-up."""
    return frozenset(lazy_pinyin(chr(c))[0] for c in range(0x4E00, 0x9FA6)) - {"m", "n", "ng", "hm", "hng"}


@cache
def _everyday_by_sound() -> Mapping[str, list[str]]:
    """Everyday words of two characters by their sound."""
    found: dict[str, list[str]] = defaultdict(list)
    for said in EVERYDAY:
        if len(said) == 2 and _HAN.fullmatch(said):
            found[" ".join(lazy_pinyin(said))].append(said)
    return found


def plain(text: str) -> str:
    """Return text in the form it is compared in: half-width, small letters, simplified characters."""
    return unicodedata.normalize("NFKC", text).lower().translate(SIMPLER)


def grams(text: str) -> list[str]:
    """Return the pairs of characters of a text, and its runs of digits and letters as they stand.

    >>> grams("护照4050补贴")
    ['护照', '4050', '补贴']
    """
    found: list[str] = []
    for word in _WORDS.findall(text):
        if word.isascii():
            found.append(word)
        else:
            found += [word[n : n + 2] for n in range(len(word) - 1)] or [word]
    return found


@dataclass
class Index:
    """The index of one version of a directory."""

    entries: Sequence[Entry]
    _pairs: dict[str, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    _characters: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _heard: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _names: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Put every line in."""
        for n, one in enumerate(self.entries):
            self._names.append(plain(one.name))
            for text, weight in ((one.office, _IN_OFFICE), (one.group, _IN_GROUP), (one.name, _IN_NAME)):
                for gram in (*grams(plain(text)), *grams(_BRACKETS.sub("", plain(text)))):
                    self._pairs[gram][n] = max(weight, self._pairs[gram].get(n, 0.0))
            for character in set("".join(_HAN.findall(self._names[n]))):
                self._characters[character].add(n)
            first = [readings[0] for readings in one.sounds]
            for pair in pairwise(first):
                self._heard[" ".join(pair)].add(n)

    def find(self, query: str, limit: int = 20) -> list[Hit]:
        """Return the nearest lines, best first; nothing when nothing is near."""
        text = plain(query)[:LONGEST_QUERY].strip()
        letters = re.sub(r"[\s'’]", "", text)
        scores: Scores = defaultdict(float)
        if letters.isascii() and letters.isalpha():
            self._by_letters(scores, letters)
            self._by_words(scores, [named for said, named in ENGLISH.items() if re.search(rf"\b{said}", text)])
            self._by_words(scores, [EVERYDAY[letters]] if letters in EVERYDAY else [])
        else:
            self._by_text(scores, text)
        is_first = not _LATER.search(text)
        shorter = {n: score / self._weight(n, is_first) for n, score in scores.items()}
        order = sorted(shorter, key=lambda n: (-round(shorter[n], 6), len(self._names[n]), self.entries[n].key))
        return [Hit(self.entries[n].key, shorter[n]) for n in order[:limit]]

    def _weight(self, n: int, is_first: bool) -> float:
        """Long names weigh down; who says nothing of a change most often comes for the first time."""
        name = self._names[n]
        return (1.0 + 0.012 * len(name)) * (1.07 if is_first and _LATER.search(name) else 1.0)

    def _by_text(self, scores: Scores, text: str) -> None:
        said = [word for word in EVERYDAY if word in text]
        said = [w for w in said if not any(w != longer and w in longer for longer in said)]
        rest = text
        for word in said:
            rest = rest.replace(word, " ")
        said += self._heard_words(rest)
        self._by_words(scores, [EVERYDAY[w] for w in said])
        bare = text
        for empty in EMPTY_WORDS:
            bare = bare.replace(empty, " ")
        asked = Counter(grams(bare)) or Counter(grams(text))
        whole = sum(self._rarity(gram) * (_BY_SOUND if self._sound(gram) else 1.0) for gram in asked)
        direct: Scores = defaultdict(float)
        for gram in asked:
            for n, weight in self._pairs.get(gram, {}).items():
                direct[n] += weight * self._rarity(gram)
        self._by_sound(direct, asked)
        for n, score in direct.items():
            if score >= _LEAST_SHARE * whole or n in scores:
                scores[n] += score
        for character in set("".join(_HAN.findall(bare))):
            for n in self._characters.get(character, ()):
                if n in scores:
                    scores[n] += _ONE_CHARACTER * self._rarity(character, self._characters)
        for n in list(scores):
            if text in self._names[n]:
                scores[n] += 6.0 + (6.0 if text == self._names[n] else 0.0)

    def _heard_words(self, text: str) -> list[str]:
        """Everyday words written with a wrong character of the same sound: pieces that no name has."""
        found = []
        for run in _HAN.findall(text):
            for start in range(len(run) - 1):
                piece = run[start : start + 2]
                if piece not in self._pairs and piece not in EVERYDAY and piece not in phrases_dict:
                    found += _everyday_by_sound().get(" ".join(lazy_pinyin(piece)), [])
        return found

    def _by_sound(self, direct: Scores, asked: Mapping[str, int]) -> None:
        """A pair that no name has, or few: the names that sound like it."""
        for gram in asked:
            sound = self._sound(gram)
            for n in self._heard.get(sound, ()):
                direct[n] += _BY_SOUND * self._rarity(sound, self._heard)

    def _sound(self, gram: str) -> str:
        """Return the sound of a pair that no name has while some name sounds like it; empty otherwise."""
        if gram in self._pairs or len(gram) < 2 or not _HAN.fullmatch(gram) or gram in phrases_dict:
            return ""
        sound = " ".join(lazy_pinyin(gram))
        return sound if sound in self._heard else ""

    def _by_words(self, scores: Scores, meanings: Iterable[Sequence[str]]) -> None:
        for named in meanings:
            best: Scores = defaultdict(float)
            for place, word in enumerate(named):
                pairs = grams(plain(word))
                held = [self._pairs.get(gram, {}) for gram in pairs]
                if not held:
                    continue
                for n in set(held[0]).intersection(*held[1:]):
                    weight = sum(h[n] * self._rarity(g) for h, g in zip(held, pairs, strict=True))
                    best[n] = max(best[n], _BY_WORD * (1.0 - 0.06 * min(place, 5)) * weight)
            for n, score in best.items():
                scores[n] += score

    def _by_letters(self, scores: Scores, letters: str) -> None:
        for n, one in enumerate(self.entries):
            score = spelt(letters, one.sounds)
            if score >= _LEAST_SOUND:
                scores[n] += 10.0 * score
        words = [w for sound, kept in _everyday_by_sound().items() if sound.replace(" ", "") == letters for w in kept]
        self._by_words(scores, [EVERYDAY[w] for w in words])
        if not scores:
            self._by_syllables(scores, letters)

    def _by_syllables(self, scores: Scores, letters: str) -> None:
        """Letters that no name spells in one run: cut into syllables, and the pairs of them that names have."""
        cut = syllables(letters)
        pairs = [" ".join(pair) for pair in pairwise(cut)]
        held = [pair for pair in pairs if pair in self._heard]
        if 2 * len(held) < len(pairs) or len(held) < 2:
            return
        whole = sum(self._rarity(pair, self._heard) for pair in held)
        direct: Scores = defaultdict(float)
        for pair in held:
            for n in self._heard[pair]:
                direct[n] += self._rarity(pair, self._heard)
        for n, score in direct.items():
            if score >= _LEAST_CUT * whole:
                scores[n] += score

    def _rarity(self, what: str, of: Mapping[str, Iterable[int]] | None = None) -> float:
        held = (self._pairs if of is None else of).get(what, ())
        return math.log(1 + len(self.entries) / (1 + len(held)))  # type: ignore[arg-type]


def syllables(letters: str) -> list[str]:
    """Return letters cut into syllables of pinyin, the longest first; nothing when they are none.

    >>> syllables("danganyanshou"), syllables("xyz")
    (['dang', 'an', 'yan', 'shou'], [])
    """
    cut: list[str] = []
    while letters:
        one = next((letters[:n] for n in range(6, 0, -1) if letters[:n] in _syllables()), "")
        if not one:
            return []
        cut.append(one)
        letters = letters[len(one) :]
    return cut


def spelt(letters: str, sounds: Sounds) -> float:
    """Return how well letters spell a run of sounds: whole syllables 1, initials 0.8, less for a rarer reading; 0 not.

    >>> sounds = sounds_of("居民身份证办理")
    >>> spelt("shenfenzheng", sounds), spelt("sfz", sounds), spelt("hzh", sounds)
    (1.0, 0.8, 0.0)
    """
    best = 0.0
    for start, readings in enumerate(sounds):
        if not any(reading[0] == letters[0] for reading in readings):
            continue
        for is_whole in (True, False):
            found = _spelt_from(letters, sounds, start, is_whole)
            best = max(best, found * (1.0 if is_whole else 0.8))
        if best == 1.0:
            break
    return best


def _spelt_from(letters: str, sounds: Sounds, place: int, is_whole: bool) -> float:
    """Spell on from a place; the last syllable may be cut short, a rarer reading counts less."""
    if not letters:
        return 1.0
    if place >= len(sounds):
        return 0.0
    best = 0.0
    for rank, reading in enumerate(sounds[place]):
        if is_whole and letters.startswith(reading):
            rest = letters[len(reading) :]
        elif is_whole and reading.startswith(letters):
            rest = ""
        elif not is_whole and reading[0] == letters[0]:
            rest = letters[1:]
        else:
            continue
        found = _spelt_from(rest, sounds, place + 1, is_whole)
        best = max(best, found if rank == 0 else found * 0.85)
    return best
