"""The machines' door keeps to its description: a seeded sample of what `make proof ONLY=api` asks at length."""

from __future__ import annotations

import os
from uuid import UUID

from django.test import Client

from tests.budgets.api_desk import COUNTS, PREPARED
from tests.conformance import Ground, attack, operations
from tests.departments import Departments
from tests.journeys.licences import pending, signed, warned
from tests.journeys.selling import accepted, case_of, drafted
from tests.machines import done, machine, token_of
from tests.offices import Office
from tests.onecase import publish_one_case, whole
from yimen.cases.models import Party
from yimen.cases.reads.application import filled
from yimen.doors.api import door
from yimen.doors.api.pace import Pace
from yimen.kernel.actor import Actor
from yimen.notices.models import Document

EXAMPLES = int(os.environ.get("YIMEN_EXAMPLES", "2"))
STAFF = ("clerk1", "checker1", "registrar1", "approver1", "tax1", "manager1", "head2")


def ground(office: Office, departments: Departments) -> Ground:
    """Return rows in several states, and a token for every post."""
    publish_one_case()
    clerk = office.actor("clerk1", 7)
    draft, taken = drafted(departments.sale(), clerk), accepted(departments.sale(), clerk)
    with_papers, digest = _with_papers(clerk)
    office.deliver()
    person = Party.objects.filter(application=draft, person__isnull=False).values_list("person", flat=True)[0]
    return Ground(
        tokens={name: token_of(name, "hall-natural-07" if name == "clerk1" else None) for name in STAFF},
        known={
            "application_id": [str(draft), str(taken), with_papers],
            "case_id": [str(case_of(taken, "house_transfer_registration").id)],
            "person_id": [str(person)],
            "licence_id": [str(signed(office).id), str(pending(office, "renew").id), str(warned(office).id)],
            "paper_id": [str(Document.objects.latest("issued_at").id)],
            "prepared": [_prepared()],
            "which": ["statutory", "promised", "examine"],
            "kind": ["acceptance", "materials", "pause"],
            "digest": [digest],
            "code": ["house_sale", "one_case", "deed_tax", "house_transfer_registration", "tax"],
        },
    )


def _with_papers(clerk: Actor) -> tuple[str, str]:
    """An application that came with its papers, and one of their files."""
    whole_one = done(machine("clerk1", "hall-natural-07"), "applications/hand-in", whole(4001))["application_id"]
    given = filled(clerk, UUID(whole_one)).given.values()
    return whole_one, next(s.digest for one in given for s in one.scans)


def _prepared() -> str:
    told = {"bundle": "house_sale", "counts": COUNTS, "answers": PREPARED}
    return str(done(Client(), "preparations/prepare", told)["code"])


def test_every_operation_keeps_to_the_description(office: Office, departments: Departments) -> None:
    """Right and wrong data for every address: no fault of the program, only answers as they are described."""
    at = ground(office, departments)
    door._wrong_tokens = Pace(1000.0, 1_000_000.0)  # every address shares this process's count
    found = list(operations())
    assert len(found) >= 92
    calls = sum(attack(operation, at, examples=EXAMPLES) for operation in found)
    assert calls >= len(found) * EXAMPLES
