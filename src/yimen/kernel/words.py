"""A sentence in both languages of the house, side by side so that neither is forgotten. Never holds markup."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]
_spoken: ContextVar[Language] = ContextVar("spoken_language", default="zh")


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Let every sentence turned into text within be in `language`: for one request."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


@dataclass(frozen=True, slots=True)
class Words:
    """What a person reads, in Chinese and in English.

    >>> Words("还差 {n} 份材料", "{n} documents are missing").fill(n=2).zh
    '还差 2 份材料'
    """

    zh: str
    en: str

    def fill(self, **facts: object) -> Words:
        """Return the sentence with `{name}` places filled from `facts`."""
        return Words(self.zh.format(**facts), self.en.format(**facts))

    def into(self, language: Language) -> str:
        """Return the sentence in `language`."""
        return self.zh if language == "zh" else self.en

    def __str__(self) -> str:
        return self.into(_spoken.get())


def joined(parts: list[Words]) -> Words:
    """Return several sentences as one, in the order given."""
    return Words("".join(p.zh for p in parts), " ".join(p.en for p in parts))
