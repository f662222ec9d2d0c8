"""Worker entries: ask departments' systems for answers that are due, and make next months' partitions in time."""

from __future__ import annotations

from procrastinate.contrib.django import app

from yimen.exchange.actions.dispatch import dispatch
from yimen.exchange.reads import systems
from yimen.exchange.states import MessageState
from yimen.kernel import clock
from yimen.kernel.actor import house
from yimen.kernel.partitions import ensure_months

MONTHS_AHEAD = 24


@app.periodic(cron="* * * * * */1")
@app.task(name="inbound.ask", queueing_lock="inbound.ask", pass_context=False)
def ask(timestamp: int) -> None:  # noqa: ARG001
    """Ask after every message that was taken and is due to be asked about."""
    with clock.office_time():
        for system in systems():
            while dispatch(system=system, state=MessageState.SENT, actor=house("worker")):
                pass


@app.periodic(cron="17 1 * * *")
@app.task(name="kernel.partitions", queueing_lock="kernel.partitions")
def partitions(timestamp: int) -> None:  # noqa: ARG001
    """Make the months ahead."""
    ensure_months(clock.today(), MONTHS_AHEAD)
