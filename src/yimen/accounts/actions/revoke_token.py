"""Revoke a token (吊销令牌): from the next request on it opens nothing."""

from __future__ import annotations

from uuid import UUID

from yimen.accounts.actions import TOKEN
from yimen.accounts.states import TokenVerb
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words


@entry(
    "token",
    TokenVerb.REVOKE,
    citizen=Words("吊销了一个访问令牌。", "A token was revoked."),
    clerk=Words("{by}吊销令牌“{name}”。", "{by} revoked the token “{name}”."),
    privacy=Privacy.OFFICE,
)
class Revoke(Entry, frozen=True):
    """A token was revoked."""

    name: str


def revoke_token(*, token_id: UUID, actor: Actor) -> None:
    """Revoke the token. Raises NotFound, or Conflict when it is revoked already."""
    with TOKEN.act(TokenVerb.REVOKE, token_id, actor=actor) as deed:
        deed.note(deed.subject, Revoke(name=deed.subject.name))
