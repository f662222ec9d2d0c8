"""Grant a machine a bearer token for an account (发放令牌). It is shown once; only its keyed hash is kept.

Law: 网络安全法 art 21 [general] (access to a system is controlled and recorded).
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from yimen.accounts.actions import TOKEN
from yimen.accounts.models import Account, Token
from yimen.accounts.reads import TOKEN_MARK, TOKEN_PURPOSE
from yimen.accounts.states import TokenVerb
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.keys import ring
from yimen.kernel.words import Words

LONGEST_DAYS = 400


@entry(
    "token",
    TokenVerb.GRANT,
    citizen=Words("向系统发放了访问令牌。", "A system was granted a token."),
    clerk=Words(
        "{by}为{account}发放令牌“{name}”，{days}天有效。", "{by} granted {account} the token “{name}” for {days} days."
    ),
    privacy=Privacy.OFFICE,
)
class Grant(Entry, frozen=True):
    """A token was granted; the journal never holds the token."""

    account: str
    name: str
    days: int


def grant_token(*, account: str, name: str, days: int, window: str | None = None, actor: Actor) -> str:
    """Return the new token, to be shown once. Raises BadInput for an unknown account, an empty name or odd days."""
    holder = Account.objects.filter(username=account, is_active=True).first()
    wrong: dict[str, list[Words]] = {}
    if holder is None:
        wrong["account"] = [Words(f"没有账号“{account}”。", f'There is no account "{account}".')]
    if not 2 <= len(name.strip()) <= 80:
        wrong["name"] = [Words("名称写2至80字：哪个系统用。", "Name it in 2 to 80 characters: which system uses it.")]
    if not 1 <= days <= LONGEST_DAYS:
        wrong["days"] = [Words(f"有效期1至{LONGEST_DAYS}天。", f"It lasts 1 to {LONGEST_DAYS} days.")]
    if wrong or holder is None:
        raise BadInput(Words("令牌没有发放。", "No token was granted."), wrong)
    token = TOKEN_MARK + secrets.token_urlsafe(32)
    row = Token(
        account=holder,
        name=name.strip(),
        key_hash=ring().keyed_hash(TOKEN_PURPOSE, token),
        window=window,
        granted_at=clock.machine_now(),
        expires_at=clock.machine_now() + timedelta(days=days),
    )
    with TOKEN.begin(actor=actor) as deed:
        deed.born(TOKEN, row, Grant(account=account, name=row.name, days=days))
    return token
