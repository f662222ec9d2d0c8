"""Open an account for somebody who works here, or bring an existing one to the name in the profile."""

from __future__ import annotations

from yimen.accounts.models import Account
from yimen.kernel.actor import Actor


def open_account(*, username: str, name: str, password_hash: str, actor: Actor) -> int:  # noqa: ARG001
    """Return the number of the account of this name, opened with this hash when new.

    A known one keeps its password.
    """
    account = Account.objects.filter(username=username).first()
    if account is None:
        return Account.objects.create(username=username, name=name, password=password_hash).pk
    if account.name != name:
        account.name = name
        account.save(update_fields=["name"])
    return account.pk
