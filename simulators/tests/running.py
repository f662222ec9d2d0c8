"""A simulator as a real process: started, asked, killed, started again on the same port and store."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import httpx

T = TypeVar("T")

ROOT = Path(__file__).parents[2]
# Loopback only: making a context for certificates at every call would take longer than the call.
HTTP = httpx.Client(trust_env=False, verify=False, timeout=20, limits=httpx.Limits(max_keepalive_connections=0))


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(found: Callable[[], T], seconds: float = 10) -> T:
    """Look until there is something; fails when there is nothing in time."""
    end = time.monotonic() + seconds
    while not (result := found()):
        assert time.monotonic() < end, "It did not happen in time."
        time.sleep(0.03)
    return result


@dataclass
class Running:
    """A program with its arguments; `log` is where its stderr goes."""

    name: str
    arguments: Sequence[str]
    log: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.launch()
        self.wait()

    def launch(self) -> None:
        command = [sys.executable, "-m", f"simulators.{self.name}", "--port", str(self.port), *self.arguments]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, stderr=log)

    def wait(self) -> None:
        until(self._is_up, 30)

    def _is_up(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, self.log.read_text()
        try:
            return self.get("/_health").status_code == 200
        except httpx.TransportError:
            return False

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def terminate(self) -> None:
        """Ask it to end, if it was ever started."""
        if self.process is not None:
            self.process.terminate()

    def stop(self) -> None:
        """Ask it to end and wait until it has."""
        self.terminate()
        if self.process is not None:
            self.process.wait(timeout=15)

    def get(self, path: str, **more: Any) -> httpx.Response:
        return HTTP.get(self.url + path, **more)

    def post(self, path: str, message: Any = None, **more: Any) -> httpx.Response:
        return HTTP.post(self.url + path, json=message, **more)

    def switch(self, **setting: Any) -> int:
        """Turn the switch; what is not said is normal. Returns the HTTP status."""
        return HTTP.put(self.url + "/_switch", json=setting).status_code

    def records(self) -> dict[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = self.get("/_records").json()
        return found
