"""The relay process: runs what follows from journal entries, and sends messages to departments' systems.

One thread for the outbox, one for each system, so that a slow department holds up nobody else. Killed at any point, it
gives back what it held and goes on after a restart.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from django.db import Error, close_old_connections, connection

from yimen.exchange.actions.dispatch import dispatch
from yimen.exchange.reads import systems
from yimen.exchange.states import MessageState
from yimen.kernel import clock, outbox
from yimen.kernel.actor import house

log = logging.getLogger(__name__)

REST_SECONDS = 0.15
TROUBLE_SECONDS = 2.0
RELAY = house("relay")


def run(stop: threading.Event) -> None:
    """Work until `stop` is set."""
    steps: list[Callable[[], bool]] = [outbox.deliver_next]
    steps += [_sender(system) for system in systems()]
    threads = [threading.Thread(target=_loop, args=(step, stop), daemon=True) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _sender(system: str) -> Callable[[], bool]:
    return lambda: dispatch(system=system, state=MessageState.QUEUED, actor=RELAY)


def _loop(step: Callable[[], bool], stop: threading.Event) -> None:
    """Do a step again and again; rest when there was nothing, longer when the database is away."""
    while not stop.is_set():
        try:
            with clock.office_time():
                busy = step()
        except Error:
            log.exception("the database is away; trying again")
            close_old_connections()
            stop.wait(TROUBLE_SECONDS)
            continue
        except Exception:
            log.exception("a step failed; trying again")
            stop.wait(TROUBLE_SECONDS)
            continue
        if not busy:
            stop.wait(REST_SECONDS)
    connection.close()
