"""The walk over how people work: leave, deadlines, several at once."""

from __future__ import annotations

from tests.budgets.desk import light
from tests.budgets.limits import licence_case
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


def walk_work(walk: Walk, office: Office) -> None:
    """Two cases are checked and examined with one opinion; two applications are tried at the window."""
    cases = [licence_case(office, 7300 + n) for n in range(2)]
    for who in ("housing1", "head2", "checker1"):
        light(walk.get(office.client(who), "/desk/deadlines/"))
    told = {"case": [str(c.id) for c in cases], "opinion": "材料齐全。"}
    page = walk.post(office.client("housing1"), "/desk/several/?list=pool", told).content.decode()
    assert page.count('data-outcome="done"') == 2
    clerk = office.client("clerk1", 7)
    walk.get(clerk, "/counter/several/")
    walk.get(clerk, "/counter/several/?q=ceshiren")
    ids = [str(c.application_id) for c in cases]
    for path, told in (
        ("accept", {"application": ids}),
        ("hand-out", {"result": [f"{c.application_id}:{c.id}" for c in cases]}),
    ):
        page = walk.post(clerk, f"/counter/several/{path}/", told).content.decode()
        assert page.count('data-outcome="not"') == 2
