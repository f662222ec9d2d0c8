"""The walk of the window's outcomes other than acceptance."""

from __future__ import annotations

from django.test import Client

from tests.budgets.walk import Walk
from tests.departments import Departments
from tests.offices import Office
from tests.onecase import number
from yimen.cases.models import Application
from yimen.notices.models import Document
from yimen.notices.reads import token_of


def walk_paper(walk: Walk, office: Office, departments: Departments) -> None:
    """Ask each outcome once with success."""
    client = office.client("clerk1", 7)
    why = {"reason": "理由", "where": "广州市不动产登记中心"}
    for outcome in ("spare", "redirect", "correct", "reject"):
        if outcome != "reject":
            client.post("/counter/open/", {"bundle": "house_sale"})
            draft = Application.objects.filter(state="draft").latest("opened_at").id
        if outcome == "correct":  # a notice is for somebody
            client.post(f"/counter/draft/{draft}/join/", {"role": "seller", "number": number(7008), "name": "测试人"})
        walk.post(client, f"/counter/draft/{draft}/{outcome}/", why)
    walk.get(Client(), f"/verify/paper/{token_of(Document.objects.latest('issued_at').id)}/")
