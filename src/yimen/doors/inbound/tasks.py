"""Worker entries: ask departments' systems for answers that are due, and make next months' partitions in time."""

from __future__ import annotations

from datetime import timedelta

from procrastinate.contrib.django import app

from yimen.exchange.actions.dispatch import dispatch
from yimen.exchange.actions.retry import retry
from yimen.exchange.reads import parked_notices, systems
from yimen.exchange.states import MessageState
from yimen.kernel import clock
from yimen.kernel.actor import house
from yimen.kernel.partitions import ensure_months

MONTHS_AHEAD = 24
NOTICES_TRIED_FOR = timedelta(days=3)


@app.periodic(cron="* * * * * */1")
@app.task(name="inbound.ask", queueing_lock="inbound.ask", pass_context=False)
def ask(timestamp: int) -> None:  # noqa: ARG001
    """Ask after every message that was taken and is due to be asked about."""
    with clock.office_time():
        for system in systems():
            while dispatch(system=system, state=MessageState.SENT, actor=house("worker")):
                pass


@app.periodic(cron="7 * * * *")
@app.task(name="inbound.tell_again", queueing_lock="inbound.tell_again")
def tell_again(timestamp: int) -> None:  # noqa: ARG001
    """Send parked notices again, every hour for three days: no step and so no desk waits for them."""
    with clock.office_time():
        for message_id in parked_notices(clock.now() - NOTICES_TRIED_FOR):
            retry(message_id=message_id, actor=house("worker"))


@app.periodic(cron="17 1 * * *")
@app.task(name="kernel.partitions", queueing_lock="kernel.partitions")
def partitions(timestamp: int) -> None:  # noqa: ARG001
    """Make the months ahead."""
    ensure_months(clock.today(), MONTHS_AHEAD)
