"""The bridge's HTTP server: on the loopback only, for the paired site's page only, one proof a request.

Refuses other hosts (DNS rebinding), other origins (other web pages) and requests without proof (other programs and
users of the PC). Must never write a card down: not in a log, not in a file.
"""

from __future__ import annotations

import hmac
import ipaddress
import json
import select
import socket
import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from yimen.device.local import Local
from yimen.device.pairing import Pairing
from yimen.device.reader import Reader
from yimen.device.said import No
from yimen.device.simulated import SimulatedReader
from yimen.device.watch import LONGEST_WAIT, Watch

PORT = 17580
LARGEST_BODY = 4096
MOST_AT_ONCE = 24
PATIENCE = 10.0
"""Seconds a client may take to say what it wants."""
Body = dict[str, Any]


def loopback(address: str) -> str:
    """Return an address that only this PC can reach. Raises ValueError.

    >>> loopback("127.0.0.1")
    '127.0.0.1'
    """
    if not ipaddress.ip_address(address).is_loopback:
        raise ValueError(f"{address} can be reached from other machines: the bridge listens on the loopback only")
    return address


class Bridge(ThreadingHTTPServer):
    """The server with its reader and pairing. `local` holds the secret of the own user's commands."""

    daemon_threads = True
    allow_reuse_address = False
    request_queue_size = 16

    def __init__(self, address: str, port: int, reader: Reader, site: str) -> None:
        self.address_family = socket.AF_INET6 if ":" in address else socket.AF_INET
        self._places = threading.BoundedSemaphore(MOST_AT_ONCE)
        super().__init__((loopback(address), port), _Handler)
        self.reader, self.watch = reader, Watch(reader)
        self.pairing = Pairing(self.server_port, site)
        self.local = Local(self.server_port, "")

    @property
    def hosts(self) -> frozenset[str]:
        """Return the names under which the bridge answers."""
        return frozenset(f"{name}:{self.server_port}" for name in ("127.0.0.1", "localhost", "[::1]"))

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serve a connection in a thread of its own; beyond the most at once it is closed unheard."""
        if not self._places.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve, and give the place back."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._places.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that went away."""


class _Handler(BaseHTTPRequestHandler):
    server: Bridge
    server_version, sys_version = "yimen-device", ""
    protocol_version = "HTTP/1.1"
    timeout = PATIENCE

    def do_OPTIONS(self) -> None:
        """Answer a page's question whether it may ask, also for Private Network Access."""
        try:
            self._check_host()
            self._check_origin()
        except No as no:
            self.close_connection = True
            self._answer(no.status, no.as_json())
            return
        more = {
            "Access-Control-Allow-Methods": "POST",
            "Access-Control-Allow-Headers": "authorization, content-type",
            "Access-Control-Max-Age": "600",
        }
        if self.headers.get("Access-Control-Request-Private-Network") == "true":
            more["Access-Control-Allow-Private-Network"] = "true"
        self._answer(204, None, more)

    def do_POST(self) -> None:
        """Do what is asked."""
        try:
            self._check_host()
            body = self._body()
            name = self.path.strip("/")
            if name in _OWN:
                self._check_own_user()
                answer = _OWN[name](self, body)
            elif name in _PAGE:
                self._check_origin()
                answer = _PAGE[name](self, body)
            else:
                raise No(404, "no_such_address")
        except No as no:
            self.close_connection = True  # what was not read must not be taken for the next request
            self._answer(no.status, no.as_json())
        else:
            self._answer(200, {"ok": True, **answer})

    def do_GET(self) -> None:
        """Nothing is got by address alone: a picture or a link in a stranger's page learns nothing."""
        self.close_connection = True
        self._answer(404, No(404, "no_such_address").as_json())

    def _check_host(self) -> None:
        if len(self.headers.get_all("Host") or ()) != 1 or self.headers["Host"].lower() not in self.server.hosts:
            raise No(421, "wrong_host")

    def _check_origin(self) -> None:
        origins = self.headers.get_all("Origin") or []
        if len(origins) != 1 or not self.server.pairing.site or origins[0] != self.server.pairing.site:
            raise No(403, "not_your_site")

    def _check_own_user(self) -> None:
        """A browser always says where a POST comes from; the own user's commands do not, and know the secret."""
        given, secret = self.headers.get("Authorization", ""), self.server.local.secret
        right = f"Bearer {secret}"
        if self.headers.get("Origin") or not secret or not hmac.compare_digest(given.encode(), right.encode()):
            raise No(403, "not_local")

    def _check_proof(self, verb: str) -> str:
        scheme, _, told = self.headers.get("Authorization", "").partition(" ")
        nonce, _, given = told.partition(".")
        if scheme != "Yimen":
            raise No(403, "not_proven" if self.server.pairing.is_paired else "not_paired")
        self.server.pairing.check(self.headers["Origin"], verb, nonce, given)
        return nonce

    def _body(self) -> Body:
        length = self.headers.get("Content-Length", "")
        is_json = self.headers.get("Content-Type", "").partition(";")[0] == "application/json"
        if not is_json or not length.isdecimal() or self.headers.get("Transfer-Encoding"):
            raise No(415, "bad_request")
        if int(length) > LARGEST_BODY:
            raise No(413, "too_large")
        try:
            body = json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError):
            raise No(400, "bad_request") from None
        if not isinstance(body, dict):
            raise No(400, "bad_request")
        return body

    def _is_gone(self) -> bool:
        """Return whether the page has gone away: then nobody is given a card."""
        readable, _, _ = select.select([self.connection], [], [], 0)
        return bool(readable) and self.connection.recv(1, socket.MSG_PEEK) == b""

    def _answer(self, status: int, body: Body | None, more: Mapping[str, str] | None = None) -> None:
        content = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        if self.headers.get("Origin") and self.headers["Origin"] == self.server.pairing.site:
            self.send_header("Access-Control-Allow-Origin", self.server.pairing.site)
        for name, value in {
            "Content-Type": "application/json; charset=utf-8",
            "Content-Length": str(len(content)),
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "cross-origin",
            "Vary": "Origin",
            **(more or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the standard library's name)
        """Write nothing down."""

    # what a page may ask

    def nonce(self, body: Body) -> Body:  # noqa: ARG002
        """A fresh number to be signed by the site; says nothing but whether there is a pairing."""
        return {"nonce": self.server.pairing.nonce(), "is_paired": self.server.pairing.is_paired}

    def state(self, body: Body) -> Body:  # noqa: ARG002
        """Whether the pairing holds, which reader there is, and whether a card lies on it."""
        self._check_proof("state")
        return {"reader": self.server.reader.name, "card": self.server.watch.state()}

    def read(self, body: Body) -> Body:
        """The card, as soon as one is put on; nothing when the time is over."""
        ticket = self._check_proof("read")
        found = self.server.watch.card(ticket, _seconds(body), body.get("again") is True, self._is_gone)
        return {"card": found.as_json() if found else None}

    def pulled_out(self, body: Body) -> Body:
        """Whether the card has been taken away."""
        ticket = self._check_proof("pulled_out")
        return {"pulled_out": self.server.watch.pulled_out(ticket, _seconds(body), self._is_gone)}

    def cancel(self, body: Body) -> Body:
        """End the wait that was begun with a nonce."""
        self.server.watch.cancel(str(body.get("nonce", "")))
        return {}

    def leave(self, body: Body) -> Body:  # noqa: ARG002
        """The clerk leaves her window: the pairing ends here too."""
        self._check_proof("leave")
        return self.unpair({})

    # what the own user's commands may ask

    def pair(self, body: Body) -> Body:
        """Pair with the code that the counter shows."""
        self.server.pairing.pair(str(body.get("code", "")), str(body.get("site", "")))
        self.server.watch.cancel_all()
        return {"site": self.server.pairing.site}

    def unpair(self, body: Body) -> Body:  # noqa: ARG002
        """End the pairing."""
        self.server.pairing.unpair()
        self.server.watch.cancel_all()
        return {}

    def card(self, body: Body) -> Body:
        """Put a test card on the simulated reader, or take it off."""
        reader = self.server.reader
        if not isinstance(reader, SimulatedReader):
            raise No(409, "not_simulated")
        reader.put(str(body.get("name", "")))
        return {"card": self.server.watch.state()}


def _seconds(body: Body) -> float:
    asked = body.get("seconds", LONGEST_WAIT)
    is_number = isinstance(asked, int | float) and not isinstance(asked, bool)
    return float(asked) if is_number and 0 <= asked <= LONGEST_WAIT else LONGEST_WAIT


_PAGE: Mapping[str, Callable[[_Handler, Body], Body]] = {
    "v1/nonce": _Handler.nonce,
    "v1/state": _Handler.state,
    "v1/read": _Handler.read,
    "v1/pulled-out": _Handler.pulled_out,
    "v1/cancel": _Handler.cancel,
    "v1/leave": _Handler.leave,
}
_OWN: Mapping[str, Callable[[_Handler, Body], Body]] = {
    "own/pair": _Handler.pair,
    "own/unpair": _Handler.unpair,
    "own/card": _Handler.card,
}
