"""States of a machine's token and the verbs on it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from yimen.kernel.words import Words

BORN = ""


class TokenState(StrEnum):
    """Where a token stands. One whose time is over stays live in the table and opens nothing."""

    LIVE = "live"
    REVOKED = "revoked"


class TokenVerb(StrEnum):
    """What is done with a token."""

    GRANT = "grant"
    REVOKE = "revoke"


TOKEN_STATE_WORDS: Mapping[str, Words] = {
    TokenState.LIVE: Words("有效", "live"),
    TokenState.REVOKED: Words("已吊销", "revoked"),
}
TOKEN_VERB_WORDS: Mapping[str, Words] = {
    TokenVerb.GRANT: Words("发放令牌", "grant a token"),
    TokenVerb.REVOKE: Words("吊销令牌", "revoke a token"),
}
TOKEN_TABLE: Mapping[tuple[str, str], str] = {
    (BORN, TokenVerb.GRANT): TokenState.LIVE,
    (TokenState.LIVE, TokenVerb.REVOKE): TokenState.REVOKED,
}
