"""States of a machine's token and of an absence, and the verbs on them."""

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


class AbsenceState(StrEnum):
    """Where an absence stands. It holds on its office days while it is announced, and on no other."""

    ANNOUNCED = "announced"
    ENDED = "ended"
    """Over: its last day has passed, or she came back before."""
    CALLED_OFF = "called_off"
    """Taken back before its first day: she was never away."""


class AbsenceVerb(StrEnum):
    """What is done with an absence."""

    ANNOUNCE = "announce"
    END = "end"
    CALL_OFF = "call_off"


ABSENCE_STATE_WORDS: Mapping[str, Words] = {
    AbsenceState.ANNOUNCED: Words("已登记", "announced"),
    AbsenceState.ENDED: Words("已结束", "ended"),
    AbsenceState.CALLED_OFF: Words("已取消", "called off"),
}
ABSENCE_VERB_WORDS: Mapping[str, Words] = {
    AbsenceVerb.ANNOUNCE: Words("登记请假", "announce an absence"),
    AbsenceVerb.END: Words("结束请假", "end an absence"),
    AbsenceVerb.CALL_OFF: Words("取消请假", "call an absence off"),
}
ABSENCE_TABLE: Mapping[tuple[str, str], str] = {
    (BORN, AbsenceVerb.ANNOUNCE): AbsenceState.ANNOUNCED,
    (AbsenceState.ANNOUNCED, AbsenceVerb.END): AbsenceState.ENDED,
    (AbsenceState.ANNOUNCED, AbsenceVerb.CALL_OFF): AbsenceState.CALLED_OFF,
}
