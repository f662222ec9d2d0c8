"""Cards for the elderly in tests: accepted, checked, with the table asked or not yet."""

from __future__ import annotations

from uuid import UUID

from tests.offices import Office
from tests.scans import pdf
from yimen.cases.actions.check import check
from yimen.cases.actions.hand_in import Given, hand_in
from yimen.cases.actions.start import start
from yimen.cases.models import Case
from yimen.kernel.actor import house

PDF = pdf()
RELAY = house("relay")


def person(born: int, serial: int) -> str:
    """Return the valid resident number of an invented person born on the second of March of a year."""
    body = f"440601{born}0302{serial % 1000:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]


def card(office: Office, born: int, serial: int, bundle: str = "elder_card") -> Case:
    """Return an accepted case of somebody born in a year; nobody has checked it yet."""
    answers = {"card.lost_card": "lost"} if bundle == "elder_card_again" else {}
    handed = hand_in(
        bundle=bundle,
        parties=[Given("applicant", "resident_id", person(born, serial), "梁老人")],
        answers=answers,
        pile={"identity_card@applicant[0]": [("a.pdf", PDF)]},
        is_accepting=True,
        actor=office.actor("clerk1", 7),
    )
    return Case.objects.get(application=handed.application_id)


def ready(office: Office, born: int, serial: int, bundle: str = "elder_card") -> Case:
    """Return a case whose deciding step is open, before the relay has asked the table."""
    case = card(office, born, serial, bundle)
    check(application_id=case.application_id, actor=office.actor("checker1"))
    start(application_id=case.application_id, actor=RELAY)
    return case


def decided(office: Office, born: int, serial: int) -> Case:
    """Return a case with everything done that the house does by itself."""
    case = ready(office, born, serial)
    office.deliver()
    return fresh(case.id)


def fresh(case_id: UUID) -> Case:
    """Return a case as it stands."""
    return Case.objects.get(pk=case_id)
