"""Machines for tests: a client that bears a token of an account, at a window when one is named."""

from __future__ import annotations

from typing import Any

from django.test import Client

from yimen.accounts.actions.grant_token import grant_token
from yimen.kernel.actor import house

API = "/api/v1/"


def token_of(username: str, window: str | None = None) -> str:
    """Grant a token for an account."""
    return grant_token(account=username, name="测试系统", days=30, window=window, actor=house("operator"))


def machine(username: str, window: str | None = None) -> Client:
    """Return a client whose every request bears a token of the account."""
    return Client(headers={"Authorization": f"Bearer {token_of(username, window)}"})


def send(client: Client, path: str, told: Any = None, **headers: str) -> Any:
    """POST JSON and return the answer."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(API + path, {} if told is None else told, content_type="application/json", headers=named)


def done(client: Client, path: str, told: Any = None, **headers: str) -> Any:
    """POST JSON and return what is answered; fails unless it was done."""
    answer = send(client, path, told, **headers)
    assert answer.status_code == 200, f"{path}: {answer.status_code} {answer.content.decode()}"
    return answer.json()
