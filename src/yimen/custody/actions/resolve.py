"""Say what became of papers that were missing or not the same (处理不符): by the side that sent them, or the hall."""

from __future__ import annotations

from uuid import UUID

from yimen.custody.actions import HAND_OVER
from yimen.custody.rules import LONGEST
from yimen.custody.states import HandOverVerb
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words

_SAY = Words("请写明怎样处理的（1至500字）。", "Say what was done about it (1 to 500 characters).")


@entry(
    "hand_over",
    HandOverVerb.RESOLVE,
    citizen=Words("移交材料的不符已处理。", "What was not right with the papers was resolved."),
    clerk=Words("{by}处理不符：{resolution}", "{by} resolved it: {resolution}"),
    privacy=Privacy.OFFICE,
)
class Resolve(Entry, frozen=True):
    """What was not right was resolved, in words."""

    resolution: str


def resolve(*, hand_over_id: UUID, resolution: str, actor: Actor) -> None:
    """Say what was done about it. Raises NotFound, BadInput, Refused, FourEyes to who noted it, Conflict."""
    resolution = resolution.strip()
    if not 1 <= len(resolution) <= LONGEST:
        raise BadInput(_SAY, {"resolution": [_SAY]})
    with HAND_OVER.act(HandOverVerb.RESOLVE, hand_over_id, actor=actor) as deed:
        deed.subject.resolution = resolution
        deed.note(deed.subject, Resolve(resolution=resolution))
