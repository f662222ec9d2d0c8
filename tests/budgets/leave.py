"""The walk over leave: who is away, announced, called off, ended."""

from __future__ import annotations

from tests.budgets.walk import Walk
from tests.offices import Office
from yimen.accounts.models import Absence
from yimen.kernel import clock


def walk_leave(walk: Walk, office: Office) -> None:
    """A clerk goes, and comes back; another does not go."""
    clerk, manager = office.client("clerk3"), office.client("manager1")
    day = clock.today().isoformat()
    told = {"account": office.account("clerk3"), "substitute": office.account("clerk4"), "from_date": day}
    walk.post(clerk, "/desk/leave/", {**told, "to_date": "2026-12-31"})
    later = {**told, "account": office.account("clerk4"), "substitute": office.account("clerk5")}
    walk.post(manager, "/desk/leave/", {**later, "from_date": "2026-12-30", "to_date": "2026-12-31"})
    for client in (clerk, manager):
        walk.get(client, "/desk/leave/")
    ids = dict(Absence.objects.filter(state="announced").values_list("account_id", "pk"))
    walk.post(manager, f"/desk/leave/{ids[office.account('clerk4')]}/call-off/")
    walk.post(clerk, f"/desk/leave/{ids[office.account('clerk3')]}/end/")
