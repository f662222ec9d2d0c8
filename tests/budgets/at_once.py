"""The walk over what is decided at once: at the window, by table, by a person at her request; checked later."""

from __future__ import annotations

from unittest.mock import patch

from django.test import Client

from tests.budgets.walk import Walk
from tests.elders import decided, person, ready
from tests.machines import done, machine
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
