"""Opinions and reasons that staff write: what is taken as one. Used by the verbs that ask for one."""

from __future__ import annotations

from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words

LONGEST = 2000


def opinion_text(text: str, field: str = "opinion") -> str:
    """Return the opinion without outer blanks. Raises BadInput when it is empty, too long or not text."""
    text = text.strip()
    if not 1 <= len(text) <= LONGEST or "\0" in text:
        words = Words(
            f"请写明意见或理由（1至{LONGEST}字）。",
            f"Give an opinion or a reason (1 to {LONGEST} characters).",
        )
        raise BadInput(words, {field: [words]})
    return text


def opinion_texts(**texts: str) -> dict[str, str]:
    """Return several texts by field, each like `opinion_text`. Raises BadInput that names every field that is wrong."""
    taken: dict[str, str] = {}
    wrong: dict[str, tuple[Words, ...]] = {}
    words = Words("", "")
    for field, text in texts.items():
        try:
            taken[field] = opinion_text(text, field)
        except BadInput as problem:
            words, wrong = problem.words, wrong | problem.fields
    if wrong:
        raise BadInput(words, wrong)
    return taken


def free_opinion(text: str, field: str = "opinion") -> str:
    """Return an opinion that may be left out. Raises BadInput when it is too long or not text."""
    return opinion_text(text, field) if text.strip() else ""
