"""The bridge of a window's PC as a process of its own, with the simulated reader and the cards of a sale."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from simulators.cards import cards_of
from simulators.population import Sale


@dataclass
class Desk:
    """A window's PC: what its clerk types in the command line beside the browser."""

    folder: Path
    port: int

    def yimen_device(self, *words: str) -> str:
        """Run `yimen device …` and return what it says; raises AssertionError when it refuses."""
        done = subprocess.run(
            [sys.executable, "-m", "yimen.device", *words],
            env={**os.environ, "YIMEN_DEVICE": str(self.folder)},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=30,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def card(self, name: str) -> None:
        """Put a card on the reader; `off` takes it off."""
        self.yimen_device("card", name)


@contextmanager
def bridge(folder: Path, port: int, site: str, sale: Sale) -> Iterator[Desk]:
    """Run the bridge for the block."""
    folder.mkdir(mode=0o700)
    cards = folder / "cards.json"
    cards.write_text(json.dumps(cards_of(sale), ensure_ascii=False), encoding="utf-8")
    words = ["--simulated", "--site", site, "--port", str(port), "--cards", str(cards)]
    running = subprocess.Popen(
        [sys.executable, "-m", "yimen.device", *words],
        env={**os.environ, "YIMEN_DEVICE": str(folder)},
        stdout=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 20
        while not (folder / "bridge.json").exists():
            assert running.poll() is None and time.monotonic() < until, "the bridge did not start"
            time.sleep(0.05)
        yield Desk(folder, port)
    finally:
        running.terminate()
        running.wait(10)
    assert not (folder / "bridge.json").exists(), "a stopped bridge leaves no secret behind"
