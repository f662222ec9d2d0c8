"""Waits for a card or for its leaving, on behalf of one page at a time; who asks anew ends the wait before."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from yimen.device.reader import Card, NoReader, Reader, Unreadable
from yimen.device.said import No

PAUSE = 0.1
LONGEST_WAIT = 55.0


class Watch:
    """Looks at the reader. A card is given out once each time it is put on, unless it is asked for again."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._given = False
        self._turn = 0
        self._ticket = ""
        self._guard = threading.Lock()

    def state(self) -> str:
        """Return `none`, `card`, `given` (it lies there and was read) or `no_reader`."""
        try:
            there = self._is_there()
        except No:
            return "no_reader"
        return ("given" if self._given else "card") if there else "none"

    def card(self, ticket: str, seconds: float, again: bool, is_gone: Callable[[], bool]) -> Card | None:
        """Wait for a card and return it, None when the time is over. Raises No."""
        if again:
            self._given = False
        if not self._wait(ticket, seconds, is_gone, lambda: self._is_there() and not self._given):
            return None
        try:
            found = self.reader.read()
        except Unreadable:
            raise No(409, "unreadable") from None
        except NoReader:
            raise No(503, "no_reader") from None
        finally:
            self._given = True
        return found

    def pulled_out(self, ticket: str, seconds: float, is_gone: Callable[[], bool]) -> bool:
        """Wait until no card lies there; return whether that is so."""
        return self._wait(ticket, seconds, is_gone, lambda: not self._is_there())

    def cancel(self, ticket: str) -> None:
        """End the wait of a ticket: only who waits knows it."""
        with self._guard:
            if ticket and ticket == self._ticket:
                self._turn += 1

    def cancel_all(self) -> None:
        """End whatever wait there is: the pairing has changed."""
        with self._guard:
            self._turn += 1

    def _is_there(self) -> bool:
        try:
            there = self.reader.is_card_there()
        except NoReader:
            raise No(503, "no_reader") from None
        if not there:
            self._given = False
        return there

    def _wait(self, ticket: str, seconds: float, is_gone: Callable[[], bool], is_so: Callable[[], bool]) -> bool:
        with self._guard:
            self._turn += 1
            mine, self._ticket = self._turn, ticket
        until = time.monotonic() + min(max(seconds, 0.0), LONGEST_WAIT)
        while True:
            if mine != self._turn or is_gone():
                raise No(409, "cancelled")
            if is_so():
                return True
            if time.monotonic() >= until:
                return False
            time.sleep(PAUSE)
