"""Deciding an intended revocation or recall: after the holder was heard, and with what she said weighed."""

from __future__ import annotations

from yimen.kernel.action import Deed
from yimen.kernel.errors import BadInput, Obstacle
from yimen.kernel.words import Words
from yimen.licences.actions.inside.papers import printed_day
from yimen.licences.actions.inside.proceedings import closed, ending_of
from yimen.licences.models import Licence, Proceeding
from yimen.licences.reads.proceedings import Content, content_of
from yimen.licences.rules.endings import Ground
from yimen.licences.states import Verb

_NOT_HEARD = Words(
    "被许可人陈述、申辩的时间到{day}为止，还没有记录意见，现在不能决定（行政许可法第七条）。",
    "The holder may state her case until {day} and nothing is on record yet: wait (行政许可法 art 7).",
)
_WEIGH = Words(
    "被许可人作了陈述、申辩，请写明采纳或者不采纳的理由。",
    "The holder stated her case: say why it is followed or not.",
)
NOTHING_STATED = "被许可人在告知的时间内没有陈述、申辩。"


def decided(deed: Deed[Licence], verb: Verb, opinion: str, outcome: Verb) -> tuple[Proceeding, Content, Ground, str]:
    """Return the procedure, closed, with what was put forward, its ground, and what the decision says of the defence.

    Raises Obstacle before the holder was heard, BadInput when her defence is not answered, Conflict for another act.
    """
    licence = deed.subject
    row = ending_of(licence, "" if outcome == Verb.DESIST else verb)
    assert row.heard_until is not None
    if row.heard_at is None and deed.now <= row.heard_until and outcome != Verb.DESIST:
        raise Obstacle(_NOT_HEARD.fill(day=printed_day(row.heard_until)), basis="行政许可法 art 7")
    if content_of(row).stated and not opinion:
        raise BadInput(_WEIGH, {"opinion": [_WEIGH]})
    content, ground = closed(deed, licence, row, outcome)
    return row, content, ground, opinion or NOTHING_STATED


def basis_of(ground: Ground, content: Content) -> str:
    """Return what a decision rests on: the ground's article and the law that it names."""
    return "；".join(filter(None, (ground.cited, content.law)))
