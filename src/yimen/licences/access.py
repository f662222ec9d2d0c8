"""Who may do what with a licence."""

from __future__ import annotations

from typing import Protocol

from yimen.kernel.actor import Actor, ActorKind
from yimen.kernel.errors import Refused
from yimen.kernel.words import Words
from yimen.licences.states import Verb

WINDOW_CLERK = "window_clerk"


class LicenceFacts(Protocol):
    """What the answers depend on."""

    state: str


def may(actor: Actor, verb: str, licence: LicenceFacts) -> Refused | None:  # noqa: ARG001
    """The house issues when the deciding system has confirmed its entry; a window hands out."""
    if actor.kind is ActorKind.HOUSE and verb == Verb.ISSUE:
        return None
    if verb == Verb.HAND_OUT and actor.holds(WINDOW_CLERK):
        return None
    return Refused(Words("您的岗位不能办理证照。", "Your post does not do this."), verb=verb)
