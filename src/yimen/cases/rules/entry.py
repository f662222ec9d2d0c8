"""What a window that does not take a matter says: not here, and where to go (行政许可法 art 32(1)2). Pure."""

from __future__ import annotations

from yimen.catalogue.rules.standards import Entry
from yimen.kernel.errors import Obstacle
from yimen.kernel.words import Words

_ASK = Words("请到大厅咨询台问清楚去哪里办。", "Please ask at the hall's desk where to go.")


def elsewhere(name: Words, entry: Entry) -> Obstacle:
    """Return the refusal to open a matter here, with where to go.

    >>> from yimen.catalogue.states import EntryKind
    >>> entry = Entry(kind=EntryKind.ELSEWHERE, where=Words("请到派出所办理。", "Go to the police station."))
    >>> elsewhere(Words("护照", "Passport"), entry).words.zh
    '“护照”不在这个窗口办。请到派出所办理。'
    """
    where = entry.where or _ASK
    words = Words(f"“{name.zh}”不在这个窗口办。{where.zh}", f"“{name.en}” is not handled at this window. {where.en}")
    return Obstacle(words, entry=str(entry.kind), centres=list(entry.centres))
