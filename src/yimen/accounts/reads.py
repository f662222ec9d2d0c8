"""Whether a session still belongs to its account, and whose a token is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.crypto import constant_time_compare

from yimen.accounts.models import Account, Token
from yimen.accounts.states import TokenState
from yimen.kernel import clock
from yimen.kernel.keys import ring
from yimen.kernel.rows import rows

TOKEN_PURPOSE = "token"  # noqa: S105  (what the keyed hash is for)
TOKEN_MARK = "ym_"  # noqa: S105  (how a token begins, so that one left lying about is recognised)


def is_session_good(password: str, session_hash: str) -> bool:
    """Return whether a session was made under this password hash: a changed password ends the others' sessions."""
    return constant_time_compare(Account(password=password).get_session_auth_hash(), session_hash)


@dataclass(frozen=True, slots=True)
class Bearer:
    """A live token: whose, at which window, and the day it was last used (nothing finer is kept)."""

    id: UUID
    account_id: int
    window: str | None
    last_used_date: date | None


@dataclass(frozen=True, slots=True)
class TokenSheet:
    """A token in the operator's list; the token itself is held nowhere."""

    id: UUID
    account: str
    name: str
    window: str
    state: str
    granted_at: datetime
    expires_at: datetime
    last_used_date: date | None


_BEARER = """
SELECT id, account_id, "window", last_used_date FROM accounts_token
 WHERE key_hash = ANY(%s) AND state = %s AND expires_at > %s
"""


def bearer(token: str) -> Bearer | None:
    """Return whose live token this is, found by its keyed hash under any key in use; None for every other text."""
    if not token.startswith(TOKEN_MARK) or len(token) > 80 or not token.isascii():
        return None
    hashes = ring().keyed_hashes(TOKEN_PURPOSE, token)
    found = rows(_BEARER, [hashes, TokenState.LIVE, clock.machine_now()])
    return next((Bearer(*row) for row in found), None)


def tokens() -> Sequence[TokenSheet]:
    """Return every token, newest first. For the operator."""
    found = Token.objects.select_related("account").order_by("-granted_at")
    return [
        TokenSheet(
            t.id, t.account.username, t.name, t.window or "", t.state, t.granted_at, t.expires_at, t.last_used_date
        )
        for t in found
    ]


def account_id(username: str) -> int | None:
    """Return the number of an account by its name, None when there is none."""
    return Account.objects.filter(username=username).values_list("pk", flat=True).first()
