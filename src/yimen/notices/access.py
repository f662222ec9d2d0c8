"""Who may issue a document: whoever does the verb it belongs to, which was asked there."""

from __future__ import annotations

from typing import Protocol

from yimen.kernel.actor import Actor, ActorKind
from yimen.kernel.errors import Refused
from yimen.kernel.words import Words


class DocumentFacts(Protocol):
    """What the answers depend on."""

    state: str


def may(actor: Actor, verb: str, document: DocumentFacts) -> Refused | None:  # noqa: ARG001
    """Staff and the house issue documents within the verb they do."""
    if actor.kind in (ActorKind.STAFF, ActorKind.HOUSE):
        return None
    return Refused(Words("只有工作人员可以出具文书。", "Only staff issue documents."), verb=verb)
