"""Delivery of answers to the address given with a contract: signed, with growing pauses until a 2xx.

An answer delivered just before a crash is delivered again under the same number: never lost, easily told.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from simulators import switches
from simulators.signing import signed_headers
from simulators.store import Row, Store

log = logging.getLogger("simulators")

_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 60.0
_PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Deliverer:
    """Sends the next answer that is due."""

    store: Store
    secret: str
    key: str
    client: httpx.Client

    def step(self) -> bool:
        """Send one answer; says whether there was one."""
        with self.store.transaction() as db:
            if switches.current(db).down:
                return False
            row = db.execute(
                "SELECT * FROM zj_hd WHERE copies_left > 0 AND next_try_at <= now() ORDER BY next_try_at LIMIT 1"
            ).fetchone()
        if row is None:
            return False
        delivered = self._send(row)
        with self.store.transaction() as db:
            if delivered:
                db.execute(
                    "UPDATE zj_hd SET copies_left = copies_left - 1, tries = tries + 1, delivered_at = now()"
                    " WHERE answer_no = %s",
                    [row["answer_no"]],
                )
            else:
                db.execute(
                    "UPDATE zj_hd SET tries = tries + 1, next_try_at = now() + make_interval(secs => %s)"
                    " WHERE answer_no = %s",
                    [pause(row["tries"]), row["answer_no"]],
                )
        return True

    def _send(self, row: Row) -> bool:
        body = row["body"].encode()
        path = urlsplit(row["callback_url"]).path or "/"
        headers = signed_headers(self.secret, self.key, time.time(), "POST", path, body)
        headers |= {"Content-Type": "application/json", "X-Interface-Version": row["version"]}
        try:
            status = self.client.post(row["callback_url"], content=body, headers=headers).status_code
        except httpx.HTTPError as failed:
            log.info("housing callback %s not delivered: %s", row["answer_no"], type(failed).__name__)
            return False
        log.info("housing callback %s %s", row["answer_no"], status)
        return 200 <= status < 300


def client() -> httpx.Client:
    """A client that talks to the address itself, whatever proxies the machine knows."""
    return httpx.Client(timeout=_PATIENCE, trust_env=False)


def pause(tries: int) -> float:
    """Seconds to wait after the try with this number, counted from 0.

    >>> pause(0), pause(3), pause(99)
    (0.5, 4.0, 60.0)
    """
    return min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** min(tries, 20))
