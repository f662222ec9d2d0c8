"""SOAP 1.1 by a WSDL, with zeep. The description is read once per process and again after a misunderstanding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import requests
import zeep
from zeep.exceptions import Error as ZeepError
from zeep.exceptions import Fault, TransportError, ValidationError, XMLSyntaxError
from zeep.helpers import serialize_object

from yimen.exchange.rules import Misunderstood
from yimen.kernel.errors import Unreachable
from yimen.kernel.words import Words

PATIENCE_SECONDS = 5


@dataclass
class Soap:
    """One SOAP service, by the address of its WSDL."""

    name: Words
    wsdl: str
    _client: Any = None
    _lock: Lock = field(default_factory=Lock)

    def call(self, operation: str, content: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answer as plain values. Raises Unreachable, or Misunderstood for a fault or another interface."""
        with self._lock:
            try:
                client = self._connected()
                answer: dict[str, Any] = serialize_object(client.service[operation](**content), dict)
                return answer
            except requests.RequestException as error:
                raise self._silent(type(error).__name__) from None
            except TransportError as error:
                raise self._silent(str(error.status_code)) from None
            except Fault as fault:
                self._client = None
                raise self._confused(
                    f"退回了请求：{fault.message}", f"it refused the request: {fault.message}"
                ) from None
            except (ValidationError, XMLSyntaxError, ZeepError, TypeError, AttributeError) as error:
                self._client = None
                raise self._confused(f"接口对不上：{error}", f"the interface does not fit: {error}") from None

    def _connected(self) -> Any:
        if self._client is None:
            session = requests.Session()
            session.trust_env = False
            transport = zeep.Transport(session=session, timeout=PATIENCE_SECONDS, operation_timeout=PATIENCE_SECONDS)
            self._client = zeep.Client(self.wsdl, transport=transport)
        return self._client

    def _silent(self, why: str) -> Unreachable:
        return Unreachable(Words(f"{self.name.zh}没有响应（{why}）。", f"{self.name.en}: it does not answer ({why})."))

    def _confused(self, zh: str, en: str) -> Misunderstood:
        return Misunderstood(Words(f"{self.name.zh}{zh[:200]}。", f"{self.name.en}: {en[:200]}."))
