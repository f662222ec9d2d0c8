"""The full document number: for the clerk at whose window the person is, with a reason that stays written."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from simulators.population import Sale
from tests.departments import Departments
from tests.journeys.selling import accepted, drafted
from tests.offices import Office
from yimen.cases.reads.application import filled
from yimen.kernel import clock, history
from yimen.site.load import DEMO_START


def person_of(office: Office, application: UUID) -> UUID:
    """The first person of an application."""
    with clock.office_time():
        found = filled(office.actor("clerk1", 7), application).parties[0].person_id
    assert found is not None
    return found


def looks_at(person: UUID) -> list[object]:
    """The reasons written down for looking at a person's number."""
    return [e.data["reason"] for e in history.of([("person", person)]) if e.verb == "unmask"]


def a_draft(office: Office, departments: Departments) -> tuple[Sale, UUID, UUID]:
    """A sale, its draft at window 7, and its first person."""
    sale = departments.sale()
    draft = drafted(sale, office.actor("clerk1", 7))
    return sale, draft, person_of(office, draft)


def test_the_number_is_shown_once_with_its_reason(office: Office, departments: Departments) -> None:
    """On the answer page only, which no cache keeps."""
    sale, draft, person = a_draft(office, departments)
    clerk, path = office.client("clerk1", 7), f"/counter/draft/{draft}/"
    answer = clerk.post(f"{path}person/{person}/unmask/", {"reason": " 核对身份证 "})
    page = answer.content.decode()
    numbers = [o.person.id_number for o in (*sale.sellers, *sale.buyers)]
    assert any(f"{n[:6]} {n[6:14]} {n[14:]}" in page for n in numbers)
    assert answer["Cache-Control"] == "no-store"
    assert looks_at(person) == ["核对身份证"]
    assert not any(n in clerk.get(path).content.decode() for n in numbers)


def test_no_number_without_a_reason(office: Office, departments: Departments) -> None:
    """The field says so, and nothing is written."""
    _, draft, person = a_draft(office, departments)
    clerk = office.client("clerk1", 7)
    answer = clerk.post(f"/counter/draft/{draft}/person/{person}/unmask/", {"reason": "  "})
    assert answer.status_code == 422 and "data-number" not in answer.content.decode()
    assert looks_at(person) == []


def test_only_of_somebody_in_an_application_the_clerk_sees(office: Office, departments: Departments) -> None:
    """Another clerk's application and another application's person are not found."""
    _, draft, person = a_draft(office, departments)
    _, other, _ = a_draft(office, departments)
    reason = {"reason": "核对身份证"}
    assert office.client("clerk2", 8).post(f"/counter/draft/{draft}/person/{person}/unmask/", reason).status_code == 404
    clerk = office.client("clerk1", 7)
    assert clerk.post(f"/counter/draft/{other}/person/{person}/unmask/", reason).status_code == 404
    assert clerk.post(f"/counter/draft/{draft}/person/{uuid4()}/unmask/", reason).status_code == 404
    assert looks_at(person) == []


def test_not_when_the_person_is_not_there_today(office: Office, departments: Departments) -> None:
    """The clerk still sees what she accepted, but the number only while the person is at her window."""
    application = accepted(departments.sale(), office.actor("clerk1", 7))
    person = person_of(office, application)
    office.at(DEMO_START + timedelta(days=1))
    path = f"/counter/application/{application}/person/{person}/unmask/"
    answer = office.client("clerk1", 7).post(path, {"reason": "核对身份证"})
    assert answer.status_code == 403 and "今天到您的窗口" in answer.content.decode()
    assert looks_at(person) == []


def test_what_is_typed_is_shown_as_text(office: Office, departments: Departments) -> None:
    """Markup in a name, a number or a reason is never markup on the page."""
    _, draft, person = a_draft(office, departments)
    clerk, path = office.client("clerk1", 7), f"/counter/draft/{draft}/"
    hostile = "<script>alert(1)</script>"
    joined = clerk.post(
        f"{path}join/", {"role": "buyer", "number": hostile, "name": hostile, "at": "join:buyer"}
    ).content.decode()
    shown = clerk.post(f"{path}person/{person}/unmask/", {"reason": hostile}).content.decode()
    for page in (joined, shown):
        assert hostile not in page and "&lt;script&gt;" in page
