"""The bridge gives a card to the paired page alone: every other way in is tried and refused."""

from __future__ import annotations

import json
import os
import socket
import stat
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from yimen.device import local
from yimen.device.bridge import Bridge, loopback
from yimen.device.cli import device
from yimen.device.local import Local
from yimen.device.pairing import site_origin
from yimen.device.proof import ALPHABET, proof
from yimen.device.reader import Card, NoReader, Reader
from yimen.device.said import SENTENCES, No
from yimen.device.simulated import SimulatedReader, cards_by_name

SITE, CODE, SECRET = "https://yimen.example", "K7PQ-0011-XYZ2", "only-this-user"
Answer = tuple[int, dict[str, Any], dict[str, str]]


class Page:
    """A page of a site as a browser sends its requests."""

    def __init__(self, bridge: Bridge, origin: str | None = SITE, code: str = CODE, host: str = "") -> None:
        self.port, self.origin, self.code = bridge.server_port, origin, code
        self.host = host or f"127.0.0.1:{self.port}"

    def post(self, path: str, body: Any = None, **headers: str | None) -> Answer:
        """Post JSON and return status, answer and headers."""
        sent = {"Host": self.host, "Origin": self.origin, "Content-Type": "application/json"} | headers
        return self.send("POST", path, json.dumps(body or {}).encode(), sent)

    def send(self, method: str, path: str, content: bytes, headers: dict[str, Any]) -> Answer:
        """Send a request as it is."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            line.putrequest(method, f"/{path}", skip_host=True)
            for name, value in {"Content-Length": str(len(content)), **headers}.items():
                if value is not None:
                    line.putheader(name, value)
            line.endheaders(content)
            answer = line.getresponse()
            text = answer.read()
            return answer.status, json.loads(text) if text else {}, dict(answer.getheaders())
        finally:
            line.close()

    def nonce(self) -> str:
        """Fetch a nonce."""
        status, told, _ = self.post("v1/nonce")
        assert status == 200
        return str(told["nonce"])

    def ask(self, verb: str, body: Any = None, *, nonce: str = "", signed: str = "", port: int = 0) -> Answer:
        """Ask with a proof, as the site signs it."""
        nonce = nonce or self.nonce()
        made = proof(self.code, origin=self.origin or "", port=port or self.port, verb=signed or verb, nonce=nonce)
        return self.post(f"v1/{verb.replace('_', '-')}", body, Authorization=f"Yimen {nonce}.{made}")


@pytest.fixture
def bridge() -> Iterator[Bridge]:
    """A running bridge with the simulated reader, paired with one window."""
    running = Bridge("127.0.0.1", 0, SimulatedReader(cards_by_name()), SITE)
    running.local = Local(running.server_port, SECRET)
    running.pairing.pair(CODE, "")
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield running
    running.shutdown()
    running.server_close()
    thread.join(5)


def put(bridge: Bridge, name: str) -> None:
    """Put a test card on the reader."""
    assert isinstance(bridge.reader, SimulatedReader)
    bridge.reader.put(name)


def test_the_paired_page_reads_a_card(bridge: Bridge) -> None:
    """With every character of the name; once each time it is put on, again when asked for."""
    page = Page(bridge)
    assert page.ask("state")[1]["card"] == "none"
    put(bridge, "rare_luck")
    assert page.ask("state")[1]["card"] == "card"
    status, told, headers = page.ask("read")
    assert status == 200 and told["card"]["name"] == "梁𠮷祥" and told["card"]["document"] == "resident_id"
    assert headers["Access-Control-Allow-Origin"] == SITE and headers["Cache-Control"] == "no-store"
    assert page.ask("state")[1]["card"] == "given"
    assert page.ask("read", {"seconds": 0})[1]["card"] is None
    assert page.ask("read", {"seconds": 0, "again": True})[1]["card"]["name"] == "梁𠮷祥"
    put(bridge, "")
    assert page.ask("pulled_out", {"seconds": 0})[1]["pulled_out"] is True
    put(bridge, "rare_luck")
    assert page.ask("read", {"seconds": 0})[1]["card"] is not None


def test_a_card_that_comes_later_is_waited_for(bridge: Bridge) -> None:
    """And its leaving too."""
    page = Page(bridge)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(page.ask, "read", {"seconds": 10})
        time.sleep(0.3)
        put(bridge, "middle_dot")
        assert waiting.result(10)[1]["card"]["name"] == "买买提·艾力"
        leaving = pool.submit(page.ask, "pulled_out", {"seconds": 10})
        time.sleep(0.3)
        assert not leaving.done()
        put(bridge, "")
        assert leaving.result(10)[1]["pulled_out"] is True


def test_a_wait_is_cancelled(bridge: Bridge) -> None:
    """By its own nonce, by another page's question, and by unpairing; a stranger's cancel does nothing."""
    page = Page(bridge)
    with ThreadPoolExecutor(2) as pool:
        nonce = page.nonce()
        waiting = pool.submit(page.ask, "read", {"seconds": 10}, nonce=nonce)
        time.sleep(0.3)
        page.post("v1/cancel", {"nonce": "x" * 32})
        time.sleep(0.3)
        assert not waiting.done()
        page.post("v1/cancel", {"nonce": nonce})
        assert waiting.result(5)[1]["code"] == "cancelled"
        first = pool.submit(page.ask, "read", {"seconds": 10})
        time.sleep(0.3)
        second = pool.submit(page.ask, "read", {"seconds": 10})
        assert first.result(5)[1]["code"] == "cancelled"
        time.sleep(0.3)
        assert page.ask("leave")[0] == 200
        assert second.result(5)[1]["code"] == "cancelled"
    assert page.ask("state")[1]["code"] == "not_paired"


def test_a_page_that_went_away_takes_no_card(bridge: Bridge) -> None:
    """The next page gets it."""
    page = Page(bridge)
    nonce = page.nonce()
    made = proof(CODE, origin=SITE, port=page.port, verb="read", nonce=nonce)
    with socket.create_connection(("127.0.0.1", page.port)) as gone:
        head = f"POST /v1/read HTTP/1.1\r\nHost: {page.host}\r\nOrigin: {SITE}\r\nContent-Type: application/json\r\n"
        gone.sendall(f"{head}Authorization: Yimen {nonce}.{made}\r\nContent-Length: 2\r\n\r\n{{}}".encode())
        time.sleep(0.3)
    time.sleep(0.4)
    put(bridge, "ordinary")
    time.sleep(0.3)
    assert page.ask("read", {"seconds": 0})[1]["card"]["name"] == "陈秀英"


@pytest.mark.parametrize(
    "origin",
    [None, "null", "https://evil.example", "http://yimen.example", "https://yimen.example:8443", "https://yimen.example.evil",
     "https://YIMEN.example", "https://yimen.example, https://evil.example", "file://"],
)  # fmt: skip
def test_no_other_page_learns_anything(bridge: Bridge, origin: str | None) -> None:
    """Not even whether there is a pairing; the browser may not read the answer either."""
    put(bridge, "ordinary")
    other = Page(bridge, origin)
    for path in ("v1/nonce", "v1/state", "v1/read", "v1/pulled-out", "v1/cancel", "v1/leave"):
        status, told, headers = other.post(path)
        assert status == 403 and told["code"] == "not_your_site" and set(told) == {"ok", "code", "zh", "en"}
        assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize(
    "host", ["yimen.example", "evil.example:{port}", "127.0.0.1", "0.0.0.0:{port}", "127.0.0.1.nip.io:{port}", ""]
)
def test_a_name_that_points_here_is_refused(bridge: Bridge, host: str) -> None:
    """DNS rebinding: the request comes in, the host is not ours."""
    sent = {"Host": host.format(port=bridge.server_port) or None, "Origin": SITE, "Content-Type": "application/json"}
    status, told, headers = Page(bridge).send("POST", "v1/nonce", b"{}", sent)
    assert status == 421 and told["code"] == "wrong_host"
    assert headers.get("Access-Control-Allow-Origin") in (None, SITE)


def test_only_a_fresh_proof_for_this_very_request_counts(bridge: Bridge) -> None:
    """Not twice, not for another verb, port, origin, code or nonce, and not late."""
    page = Page(bridge)
    put(bridge, "ordinary")
    nonce = page.nonce()
    assert page.ask("state", nonce=nonce)[0] == 200
    assert page.ask("state", nonce=nonce)[1]["code"] == "not_proven"
    assert page.ask("read", signed="state")[1]["code"] == "not_proven"
    assert page.ask("read", port=page.port + 1)[1]["code"] == "not_proven"
    assert page.ask("read", nonce="made-up-nonce-of-a-stranger")[1]["code"] == "not_proven"
    assert Page(bridge, code="K7PQ-0011-XYZ3").ask("read")[1]["code"] == "not_proven"
    late = page.nonce()
    bridge.pairing._nonces[late] = time.monotonic() - 1
    assert page.ask("read", nonce=late)[1]["code"] == "not_proven"
    for header in (None, "", "Yimen", "Yimen .", f"Yimen {page.nonce()}.", "Bearer x", "Yimen ½.é"):
        value = header.encode("latin-1").decode("latin-1") if header else header
        assert page.post("v1/read", Authorization=value)[0] == 403
    assert page.ask("state")[1]["card"] == "card"


def test_a_pairing_ends(bridge: Bridge) -> None:
    """By unpairing, by a new code, and by itself after a day's work."""
    page = Page(bridge)
    bridge.pairing.pair("0123-4567-89AB", "")
    assert page.ask("state")[1]["code"] == "not_proven"
    other = Page(bridge, code="0123-4567-89AB")
    assert other.ask("state")[0] == 200
    bridge.pairing._until = time.monotonic() - 1
    assert other.ask("state")[1]["code"] == "not_paired"
    assert other.post("v1/nonce")[1]["is_paired"] is False


def test_only_the_own_users_commands_pair_and_put_cards(bridge: Bridge) -> None:
    """Not a page, not another user of this PC who does not know the secret."""
    page = Page(bridge, origin=None)
    own = {"Authorization": f"Bearer {SECRET}"}
    for path, body in (("own/pair", {"code": "A" * 12}), ("own/unpair", {}), ("own/card", {"name": "minor"})):
        assert page.post(path, body)[1]["code"] == "not_local"
        assert page.post(path, body, Authorization="Bearer guessed")[1]["code"] == "not_local"
        assert Page(bridge).post(path, body, **own)[1]["code"] == "not_local", "a page, even the paired one"
    assert page.post("own/card", {"name": "minor"}, **own)[1]["card"] == "card"
    assert page.post("own/card", {"name": "no such"}, **own)[1]["code"] == "no_such_card"
    assert page.post("own/pair", {"code": "short"}, **own)[1]["code"] == "bad_code"
    assert page.post("own/pair", {"code": "A" * 12, "site": "http://elsewhere.example"}, **own)[1]["code"] == "bad_site"
    assert Page(bridge).ask("state")[0] == 200, "what was refused changed nothing"
    assert page.post("own/pair", {"code": "A" * 12}, **own)[1]["site"] == SITE


def test_a_browser_may_ask_beforehand(bridge: Bridge) -> None:
    """CORS with Private Network Access, for the paired site only."""

    def preflight(origin: str) -> Answer:
        asked = {
            "Host": f"127.0.0.1:{bridge.server_port}", "Origin": origin, "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,content-type",
            "Access-Control-Request-Private-Network": "true",
        }  # fmt: skip
        return Page(bridge).send("OPTIONS", "v1/read", b"", asked)

    status, _, headers = preflight(SITE)
    assert status == 204 and headers["Access-Control-Allow-Origin"] == SITE
    assert headers["Access-Control-Allow-Private-Network"] == "true" and "Origin" in headers["Vary"]
    assert "authorization" in headers["Access-Control-Allow-Headers"]
    status, _, headers = preflight("https://evil.example")
    assert status == 403 and not any(name.startswith("Access-Control") for name in headers)


@pytest.mark.parametrize(
    ("method", "content", "more", "status"),
    [
        ("GET", b"", {}, 404),
        ("POST", b"{}", {"Content-Type": "text/plain"}, 415),
        ("POST", b"a=b", {"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ("POST", b"not json", {}, 400),
        ("POST", b"[1]", {}, 400),
        ("POST", b"[" * 4000, {}, 400),
        ("POST", b"\xff\xfe", {}, 400),
        ("POST", b" " * 5000, {}, 413),
        ("POST", b"{}", {"Content-Length": "-1"}, 415),
        ("POST", b"{}", {"Content-Length": "²"}, 415),
        ("POST", b"{}", {"Transfer-Encoding": "chunked"}, 415),
    ],
)
def test_what_is_no_question_is_refused(
    bridge: Bridge, method: str, content: bytes, more: dict[str, str], status: int
) -> None:
    """With a sentence; the bridge goes on."""
    page = Page(bridge)
    sent = {"Host": page.host, "Origin": SITE, "Content-Type": "application/json", **more}
    sent = {name: value.encode("utf-8").decode("latin-1") for name, value in sent.items()}
    found, told, _ = page.send(method, "v1/nonce", content, sent)
    assert found == status and told["zh"] and told["en"]
    assert page.ask("state")[0] == 200


@pytest.mark.parametrize("seconds", ["NaN", "Infinity", "-5", "1e400", "true", '"x"', "null", "[]"])
def test_a_wait_is_never_endless(bridge: Bridge, seconds: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a page writes for seconds."""
    monkeypatch.setattr("yimen.device.bridge.LONGEST_WAIT", 0.2)
    page = Page(bridge)
    nonce = page.nonce()
    made = proof(CODE, origin=SITE, port=page.port, verb="read", nonce=nonce)
    sent = {
        "Host": page.host,
        "Origin": SITE,
        "Content-Type": "application/json",
        "Authorization": f"Yimen {nonce}.{made}",
    }
    status, told, _ = page.send("POST", "v1/read", f'{{"seconds": {seconds}}}'.encode(), sent)
    assert status == 200 and told["card"] is None


def test_many_idle_connections_do_not_stop_it(bridge: Bridge) -> None:
    """Beyond the most at once they are closed; when they go, it answers again."""
    idle = [socket.create_connection(("127.0.0.1", bridge.server_port)) for _ in range(60)]
    time.sleep(0.3)
    for one in idle:
        one.close()
    time.sleep(0.5)
    assert Page(bridge).ask("state")[0] == 200


class Unplugged(Reader):
    """A reader whose cable is out."""

    name = "unplugged"

    def is_card_there(self) -> bool:
        """It does not answer."""
        raise NoReader

    def read(self) -> Card:
        """It does not answer."""
        raise NoReader


def test_a_damaged_card_and_a_missing_reader_get_a_sentence(bridge: Bridge) -> None:
    """And the damaged one is not tried over and over."""
    page = Page(bridge)
    put(bridge, "damaged")
    status, told, _ = page.ask("read", {"seconds": 0})
    assert (status, told["code"]) == (409, "unreadable") and "擦净" in told["zh"]
    assert page.ask("state")[1]["card"] == "given"
    bridge.watch.reader = Unplugged()
    assert page.ask("state")[1]["card"] == "no_reader"
    assert page.ask("read", {"seconds": 0})[1]["code"] == "no_reader"


@pytest.mark.parametrize("address", ["0.0.0.0", "192.168.1.5", "::", "8.8.8.8"])
def test_it_binds_to_the_loopback_only(address: str) -> None:
    """Any other address is refused before a socket is opened."""
    with pytest.raises(ValueError, match="loopback"):
        loopback(address)
    found = CliRunner().invoke(device, ["--simulated", "--address", address, "--port", "0"])
    assert found.exit_code == 1 and "loopback" in found.output


def test_the_secret_of_a_run_is_its_users_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that nobody else reads, in a folder that nobody else writes."""
    monkeypatch.setenv("YIMEN_DEVICE", str(tmp_path / "own"))
    told = local.open_to_own_user(1234)
    assert local.find() == told and len(told.secret) > 30
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "own" / "bridge.json").stat().st_mode) == 0o600
        (tmp_path / "own").chmod(0o777)
        with pytest.raises(PermissionError):
            local.open_to_own_user(1234)
    local.close()
    found = CliRunner().invoke(device, ["pair", CODE])
    assert found.exit_code == 1 and "没有运行" in found.output


@pytest.mark.parametrize(
    "site", ["", "yimen.example", "http://yimen.example", "ftp://127.0.0.1", "https://", "https://u:p@yimen.example"]
)
def test_a_site_is_named_whole_and_safe(site: str) -> None:
    """https, except on this PC itself."""
    with pytest.raises(No):
        site_origin(site)


def test_every_sentence_is_in_both_languages() -> None:
    """And the alphabet has no letter that is misread."""
    assert all(zh and en for zh, en in SENTENCES.values())
    assert not set(ALPHABET) & set("ILOU")
