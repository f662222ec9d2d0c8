"""Worker entries of cases: what was prepared and never brought to a window is erased when its time is over."""

from __future__ import annotations

from procrastinate.contrib.django import app

from yimen.cases.actions.erase import erase_outdated
from yimen.kernel import clock
from yimen.kernel.actor import house


@app.periodic(cron="43 2 * * *")
@app.task(name="cases.erase_outdated", queueing_lock="cases.erase_outdated", pass_context=False)
def erase(timestamp: int) -> None:  # noqa: ARG001
    """Erase everything whose time is over."""
    with clock.office_time():
        while erase_outdated(actor=house("worker")):
            pass
