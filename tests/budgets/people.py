"""The addresses of persons at the window: who acts for a party, a further document, who is here, her past."""

from __future__ import annotations

from simulators.identity import identity
from tests.budgets.walk import Walk
from tests.departments import Departments
from tests.offices import Office
from yimen.cases.models import Party

CHILD, GUARDIAN = identity(170_010, 2016, female=False).number, identity(170_011, 1982, female=True).number


def walk_people(walk: Walk, office: Office, departments: Departments) -> None:
    """A child is joined, gets a guardian, a further document, loses the guardian; people are found; one is opened."""
    clerk = office.client("clerk1", 7)
    base = walk.post(clerk, "/counter/open/", {"bundle": "house_sale"}).url
    seller = departments.sale().sellers[0].person
    for role, number, name in (("seller", seller.id_number, seller.name), ("buyer", CHILD, "黄小𬭎")):
        walk.post(clerk, f"{base}join/", {"role": role, "document": "resident_id", "number": number, "name": name})
    acting = {"place": "buyer[0]", "kind": "guardian", "document": "resident_id", "number": GUARDIAN, "name": "黄𬭎"}
    walk.post(clerk, f"{base}represent/", acting)
    child = Party.objects.get(application=base.split("/")[3], role="buyer").person_id
    permit = {"document": "hk_macao_permit", "number": "H00112233"}
    walk.post(clerk, f"{base}person/{child}/document/", permit)
    walk.get(clerk, base)
    walk.post(clerk, f"{base}dismiss/", {"place": "buyer[0]"})
    walk.get(clerk, "/counter/people/?q=huang")
    walk.get(clerk, f"/counter/person/{child}/")
