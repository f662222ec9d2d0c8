"""Worker entries of people: an absence ends by itself after its last day."""

from __future__ import annotations

from procrastinate.contrib.django import app

from yimen.kernel import clock
from yimen.kernel.actor import house
from yimen.people.actions.end import end_over


@app.periodic(cron="3 0 * * *")
@app.task(name="people.end_absences", queueing_lock="people.end_absences", pass_context=False)
def end_absences(timestamp: int) -> None:  # noqa: ARG001
    """End every absence whose last day has passed."""
    with clock.office_time():
        end_over(actor=house("worker"))
