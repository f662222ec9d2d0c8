"""Who may grant and revoke tokens: the node's operator at the command line, who acts as the house. Nobody else."""

from __future__ import annotations

from typing import Protocol

from yimen.kernel.actor import Actor, ActorKind
from yimen.kernel.errors import Refused
from yimen.kernel.words import Words


class TokenFacts(Protocol):
    """What the answers depend on."""

    state: str


def may_token(actor: Actor, verb: str, token: TokenFacts) -> Refused | None:  # noqa: ARG001
    """Return why `actor` may not do `verb` on a token, or None."""
    if actor.kind is ActorKind.HOUSE:
        return None
    return Refused(Words("令牌由系统管理员发放和吊销。", "Tokens are granted and revoked by the operator."), verb=verb)
