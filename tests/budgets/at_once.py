"""The walk over what is decided at once: at the window, by table, by a person at her request; checked later."""

from __future__ import annotations

from typing import Any, Protocol
from unittest.mock import patch

from django.test import Client

from tests.budgets.walk import Walk
from tests.elders import decided, person, ready
from tests.offices import Office
from yimen.cases.models import Case

DRAW = "yimen.cases.actions.inside.rechecks.is_drawn"


def drawn(office: Office, born: int, serial: int) -> Case:
    """Return a case that a table granted and that was drawn for a check."""
    with patch(DRAW, lambda *_: True):
        return decided(office, born, serial)


def walk_at_once(walk: Walk, office: Office) -> None:
    """Grant, leave, ask, explain, check and review, at every door."""
    clerk, anybody, examiner = office.client("clerk1", 7), Client(), office.client("civil1")
    granted, left = (ready(office, 1950, serial, "elder_card_again") for serial in (501, 502))
    for case, verb, told in ((granted, "grant", {"opinion": ""}), (left, "leave-to-person", {"reason": "待核实。"})):
        application = f"/counter/application/{case.application_id}/"
        walk.get(clerk, application)
        walk.post(clerk, f"{application}case/{case.id}/{verb}/", told)
    case = drawn(office, 1950, 503)
    application = f"/counter/application/{case.application_id}/"
    walk.get(clerk, application)
    walk.get(clerk, f"{application}case/{case.id}/why/")
    walk.post(clerk, f"{application}case/{case.id}/ask-for-person/", {"words": "请说明。"})
    walk.get(examiner, "/desk/")
    walk.get(examiner, "/desk/rechecks/")
    walk.get(examiner, f"/desk/case/{case.id}/why/")
    for verb in ("sample-check", "review"):
        walk.post(examiner, f"/desk/case/{case.id}/{verb}/", {"finding": "confirmed", "opinion": "满六十周岁。"})
    walk.post(anybody, "/portal/progress/", {"receipt_no": case.number[:-3], "last_four": person(1950, 503)[-4:]})
    mine = f"/portal/progress/mine/{case.id}/why/"
    walk.get(anybody, "/portal/progress/mine/")
    walk.get(anybody, mine)
    walk.post(anybody, f"{mine}ask/", {"words": "请再说明。"})


class Machines(Protocol):
    """Who asks."""

    def get(self, who: str, path: str) -> Any:
        """Read."""

    def post(self, who: str, path: str, told: Any = None) -> Any:
        """Do a verb."""


def walk_at_once_by_machine(machines: Machines, office: Office) -> None:
    """The same by machine."""
    granted, left = (ready(office, 1950, serial, "elder_card_again") for serial in (511, 512))
    machines.post("clerk1", f"cases/{granted.id}/grant", {"opinion": "齐全。"})
    machines.post("clerk1", f"cases/{left.id}/leave-to-person", {"reason": "待核实。"})
    took = machines.get("clerk1", f"applications/{granted.application_id}/minutes").json()
    assert took["to_result"][0]["case_id"] == str(granted.id)
    case = drawn(office, 1950, 513)
    assert machines.post("clerk1", f"cases/{case.id}/ask-for-person", {"words": "请说明。"})["is_before"] is False
    assert len(machines.get("civil1", "rechecks").json()["waiting"]) == 2
    for verb in ("sample-check", "review"):
        machines.post("civil1", f"cases/{case.id}/{verb}", {"is_confirmed": True, "opinion": "满六十周岁。"})
    assert machines.get("civil1", f"cases/{case.id}/why").json()["answer"]["row"] == "sixty"
    mine = {"receipt_no": case.number[:-3], "last_four": person(1950, 513)[-4:], "case_id": str(case.id)}
    assert machines.post("anybody", "progress/why", mine)["can_ask"]
    machines.post("anybody", "progress/ask-for-person", mine | {"words": ""})
    assert machines.get("anybody", "seeds").json()["seeds"][0]["seed"] == ""
