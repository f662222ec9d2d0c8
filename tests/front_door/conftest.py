"""What the tests of the front door share: a folder that PostgreSQL's system user can reach, and patience."""

from __future__ import annotations

import shutil
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def place() -> Iterator[Path]:
    """A new folder inside the checkout (pytest's own is closed to every other user), removed afterwards."""
    folder = ROOT / "var" / "test" / "try" / uuid.uuid4().hex[:8]
    folder.mkdir(parents=True)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def eventually() -> Callable[[Callable[[], bool]], None]:
    """Wait until something is so; after half a minute it never will be."""

    def wait(is_so: Callable[[], bool]) -> None:
        until = time.monotonic() + 30
        while not is_so():
            assert time.monotonic() < until, "It did not come about."
            time.sleep(0.02)

    return wait
