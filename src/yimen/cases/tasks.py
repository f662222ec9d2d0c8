"""Worker entries of cases: what was kept long enough is erased, nothing waits for who is away or lost her post, limits
that were provisional are counted again when their year is known, and what the law deems accepted is accepted."""

from __future__ import annotations

from procrastinate.contrib.django import app

from yimen.cases.actions.deem_accepted import deem_lapsed
from yimen.cases.actions.discard import discard_outdated
from yimen.cases.actions.erase import erase_outdated, forget_tries
from yimen.cases.actions.put_back import put_back_abandoned
from yimen.cases.actions.recount import recount as recount_limits
from yimen.kernel import clock
from yimen.kernel.actor import house


@app.periodic(cron="43 2 * * *")
@app.task(name="cases.erase_outdated", queueing_lock="cases.erase_outdated", pass_context=False)
def erase(timestamp: int) -> None:  # noqa: ARG001
    """Erase everything whose time is over."""
    with clock.office_time():
        while erase_outdated(actor=house("worker")):
            pass
        while discard_outdated(actor=house("worker")):
            pass
        forget_tries(actor=house("worker"))


@app.periodic(cron="*/10 * * * *")
@app.task(name="cases.put_back_abandoned", queueing_lock="cases.put_back_abandoned", pass_context=False)
def put_back(timestamp: int) -> None:  # noqa: ARG001
    """Put back what is claimed by somebody who lost the post, was locked out or is away from today on."""
    with clock.office_time():
        put_back_abandoned(actor=house("worker"))


@app.periodic(cron="13 3 * * *")
@app.task(name="cases.recount", queueing_lock="cases.recount", pass_context=False)
def recount(timestamp: int) -> None:  # noqa: ARG001
    """Count again what an acceptance at the very moment of an import may have counted by the former calendar."""
    with clock.office_time():
        recount_limits(years=(), actor=house("worker"))


@app.periodic(cron="*/10 * * * *")
@app.task(name="cases.deem_accepted", queueing_lock="cases.deem_accepted", pass_context=False)
def deem_accepted(timestamp: int) -> None:  # noqa: ARG001
    """Accept what was not answered within the limit of its law."""
    with clock.office_time():
        deem_lapsed(actor=house("worker"))
