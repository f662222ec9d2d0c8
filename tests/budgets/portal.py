"""The portal's addresses, walked as a citizen walks them."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests.budgets.walk import Walk
from tests.offices import Office
from yimen.cases.models import Application, Party
from yimen.people.reads import known

LIST = {"count.seller": "1", "count.buyer": "1", "situation.by_agent": "no", "deal.seller_ownership": "sole"}
LIST |= {"situation.owner_died": "no"}
LIST |= {"deal.buyer_ownership": "sole", "buyer[0].house_order": "1", "seller[0].only_home": "no"}
LIST |= {"deal.original_value_proven": "no"}
SALE = {"asked": "1", "on": "2026-03-02", "price": "1050000", "area_m2": "95", "house_order": "1"}
SALE |= {"region_class": "other", "house_type": "ordinary", "held_years": "1", "only_home": "false"}


def walk_portal(walk: Walk, office: Office, departments: object) -> None:
    """Guides, questions, list, form, code at the window, estimate, progress."""
    client, need = Client(), "/portal/need/house_sale/"
    for path in (
        "/portal/?q=卖房",
        "/portal/bundle/house_sale/",
        "/portal/matter/deed_tax/",
        need,
        "/portal/prepared/",
    ):
        walk.get(client, path)
    walk.post(client, "/portal/elder/", {"elder": "1", "next": "/portal/"})
    walk.get(client, need, data=LIST)
    walk.get(client, "/portal/estimate/tax/", data=SALE)
    base = walk.post(client, f"{need}prepare/", {**LIST, "then": "list"}).url
    walk.post(client, "/portal/prepared/", {"code": base.split("/")[3]})
    walk.get(client, base)
    walk.get(client, f"{base}list.pdf")
    walk.get(client, f"{base}form/")
    walk.post(client, f"{base}form/", {"deal.price": "1050000", "deal.signed_date": "2026-03-02"})
    walk.post(office.client("clerk3", 9), "/counter/prepared/", {"code": base.split("/")[3]})
    second = walk.post(client, f"{need}prepare/", {**LIST, "then": "list"}).url
    walk.post(client, f"{second}erase/")
    _progress(walk, client)


def _progress(walk: Walk, client: Client) -> None:
    application = Application.objects.filter(receipt_no__isnull=False).earliest("accepted_at")
    party: Any = Party.objects.filter(application=application, person__isnull=False).earliest("role", "place")
    places = known([party.person_id])[party.person_id].number[-4:]
    walk.get(client, "/portal/progress/")
    walk.post(client, "/portal/progress/", {"receipt_no": application.receipt_no, "last_four": places})
    walk.get(client, "/portal/progress/mine/")
    walk.post(client, "/portal/progress/leave/")
