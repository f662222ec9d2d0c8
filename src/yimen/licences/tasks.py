"""Worker entries of licences: what ran out ends, what the law renews is renewed, and who may renew is reminded."""

from __future__ import annotations

from procrastinate.contrib.django import app

from yimen.kernel import clock
from yimen.kernel.actor import house
from yimen.licences.actions.deem_renewed import deem_renewed_due
from yimen.licences.actions.expire import expire_due
from yimen.licences.actions.remind import remind_due


@app.periodic(cron="7 0 * * *")
@app.task(name="licences.run_out", queueing_lock="licences.run_out", pass_context=False)
def run_out(timestamp: int) -> None:  # noqa: ARG001
    """Note what the law has renewed, then end what ran out, then remind who may still apply."""
    with clock.office_time():
        while deem_renewed_due(actor=house("worker")):
            pass
        while expire_due(actor=house("worker")):
            pass
        remind_due(actor=house("worker"))
