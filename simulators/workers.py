"""Work that nobody waits for: a thread that repeats one step until the program stops.

A step is one or more whole transactions and can be killed between any two; it finds its work again in the
store.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeAlias

log = logging.getLogger(__name__)

Step: TypeAlias = Callable[[], bool]
"""Does one piece of work; says whether there was any."""


@dataclass(frozen=True, slots=True)
class Worker:
    """A step and how many seconds to rest when there was nothing to do or it failed."""

    name: str
    step: Step
    rest: float
    _stop: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Repeat the step until told to stop; a failure is logged and tried again."""
        while not self._stop.is_set():
            try:
                busy = self.step()
            except Exception:
                log.exception("%s failed and will be tried again", self.name)
                busy = False
            if not busy:
                self._stop.wait(self.rest)

    def stop(self) -> None:
        """Ask it to end after the step in hand."""
        self._stop.set()


@contextmanager
def working(workers: Sequence[Worker]) -> Iterator[None]:
    """Keep workers running for as long as the block lasts."""
    threads = [threading.Thread(target=w.run, name=w.name, daemon=True) for w in workers]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for worker in workers:
            worker.stop()
        for thread in threads:
            thread.join(timeout=10)
