"""JSON over HTTP with both directions signed: HMAC-SHA256 over time, nonce, method, path and the body's digest.

Headers: X-Key, X-Timestamp (whole seconds), X-Nonce, X-Signature. A message more than five minutes from now is refused.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import httpx
import msgspec

from yimen.exchange.rules import Misunderstood
from yimen.kernel import clock
from yimen.kernel.errors import Refused, Unreachable
from yimen.kernel.words import Words

FRESH_SECONDS = 300
PATIENCE = httpx.Timeout(5.0, connect=2.0)


@dataclass(frozen=True)
class Rest:
    """One system reached over HTTP. `secret` signs when there is one; `version` is the interface we understand."""

    name: Words
    url: str
    key: str = ""
    secret: str = ""
    version: str = "v1"

    @cached_property
    def _client(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, timeout=PATIENCE, trust_env=False)

    def call(self, method: str, path: str, content: Mapping[str, Any] | None = None) -> tuple[int, dict[str, Any]]:
        """Return status and JSON of the answer.

        Raises Unreachable when there is none, Misunderstood when the other side refuses the message or speaks another
        version of the interface.
        """
        body = msgspec.json.encode(content) if content is not None else b""
        headers = {"Content-Type": "application/json"}
        if self.secret:
            headers |= signed_headers(self.secret, self.key, method, path, body)
        try:
            answer = self._client.request(method, path, content=body, headers=headers)
        except httpx.HTTPError as error:
            raise self._silent(type(error).__name__) from None
        if answer.status_code >= 500:
            raise self._silent(str(answer.status_code))
        return answer.status_code, self._understood(answer)

    def _understood(self, answer: httpx.Response) -> dict[str, Any]:
        version = answer.headers.get("X-Interface-Version", self.version)
        try:
            content = msgspec.json.decode(answer.content, type=dict[str, Any])
        except msgspec.DecodeError:
            raise Misunderstood(self._says("回复读不懂", "its answer cannot be read")) from None
        if version != self.version:
            raise Misunderstood(
                self._says(
                    f"接口版本已变为{version}，本系统只懂{self.version}",
                    f"it now speaks interface {version}, we {self.version}",
                )
            )
        if answer.status_code >= 400:
            text = str(content.get("message", answer.status_code))
            raise Misunderstood(self._says(f"退回了请求：{text}", f"it refused the request: {text}"))
        return content

    def _silent(self, why: str) -> Unreachable:
        return Unreachable(self._says(f"没有响应（{why}）", f"it does not answer ({why})"))

    def _says(self, zh: str, en: str) -> Words:
        return Words(f"{self.name.zh}{zh}。", f"{self.name.en}: {en}.")


def signed_headers(secret: str, key: str, method: str, path: str, body: bytes) -> dict[str, str]:
    """Return the four headers of a message sent now."""
    timestamp, nonce = str(int(clock.machine_now().timestamp())), secrets.token_hex(16)
    signature = _signature(secret, timestamp, nonce, method, path, body)
    return {"X-Key": key, "X-Timestamp": timestamp, "X-Nonce": nonce, "X-Signature": signature}


def check(secret: str, key: str, method: str, path: str, headers: Mapping[str, str], body: bytes) -> None:
    """Check a message that came in; raises Refused when it is unsigned, old, or signed with another secret."""
    given = {name.lower(): value for name, value in headers.items()}
    timestamp, nonce = given.get("x-timestamp", ""), given.get("x-nonce", "")
    expected = _signature(secret, timestamp, nonce, method, path, body)
    good = hmac.compare_digest(expected.encode(), given.get("x-signature", "").encode())
    if not (good and nonce and given.get("x-key") == key and timestamp.isascii() and timestamp.isdigit()):
        raise Refused(Words("签名不对。", "The signature does not fit."), reason="bad_signature")
    if abs(clock.machine_now().timestamp() - int(timestamp)) > FRESH_SECONDS:
        raise Refused(Words("消息已过时。", "The message is too old."), reason="stale")


def _signature(secret: str, timestamp: str, nonce: str, method: str, path: str, body: bytes) -> str:
    text = "\n".join((timestamp, nonce, method, path, hashlib.sha256(body).hexdigest()))
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
