"""Whether a session still belongs to its account."""

from __future__ import annotations

from django.utils.crypto import constant_time_compare

from yimen.accounts.models import Account


def is_session_good(password: str, session_hash: str) -> bool:
    """Return whether a session was made under this password hash: a changed password ends the others' sessions."""
    return constant_time_compare(Account(password=password).get_session_auth_hash(), session_hash)
