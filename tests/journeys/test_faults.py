"""Departments' systems misbehave in every way they can: the sale ends as it must, and nobody is told anything wrong.

What heals by itself is tried again until it is well. What contradicts its request, or is not understood, changes no
case: it shows in words at the department's desk (a payment's at the window); a person tries again or decides by hand.
"""

from __future__ import annotations

import html
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from django.test import Client

from simulators.population import Sale
from tests.books import differences
from tests.departments import NAMES, SECRET, Departments
from tests.journeys.selling import accepted, case_of, registered, step_of
from tests.offices import Office
from yimen.cases.actions.check import check
from yimen.cases.actions.collect import collect
from yimen.cases.actions.hand_out import hand_out
from yimen.cases.models import Application, Step
from yimen.doors.inbound.tasks import tell_again
from yimen.exchange.models import Message
from yimen.exchange.reads import payload
from yimen.exchange.rules import Request
from yimen.exchange.transports.front_database import FrontDatabase
from yimen.exchange.transports.signed_rest import signed_headers
from yimen.kernel.models import JournalEntry
from yimen.licences.models import Licence
from yimen.packs.cardterminal import connectors as terminal_connector
from yimen.packs.realestate.connectors import housing, registry, tax, utilities
from yimen.payments.models import Payment
from yimen.payments.reads import of_source

WRONG = [{"wrong": "house"}, {"wrong": "amount"}, {"wrong": "missing"}]
CONFUSING = [*WRONG, {"schema": "v2"}]
HEALING = [{"twice": True}, {"late": 0.6}, {"late": 0.6, "twice": True}]
SLOW = {"slow": 2.0, "times": 2}


def named(faults: dict[str, Any]) -> str:
    """Return a fault's name for the list of tests."""
    return "-".join(f"{k}={v}" for k, v in faults.items())


@dataclass(frozen=True)
class Place:
    """Where a department decides, and who sees it when it does not: a step, its desk's officer."""

    department: str
    matter: str
    step: str
    officer: str
    is_after_payment: bool = False
    by_hand: dict[str, str] = field(default_factory=dict)


FILE = Place("housing", "house_contract_filing", "file", "housing1", by_hand={"filing_no": "禅存备2026888888"})
ASSESS = Place("tax", "house_price_assessment", "assess", "tax1")
SETTLE = Place("tax", "deed_tax", "settle", "tax1", True, {"tax_certificate_no": "344060888888888888"})
ENTER = Place(
    "registry",
    "house_transfer_registration",
    "enter",
    "approver1",
    True,
    {"entry_no": "DB202688888888", "certificate_no": "粤(2026)佛禅不动产权第8888888号"},
)


@dataclass
class Walk:
    """One sale on its way."""

    office: Office
    departments: Departments
    sale: Sale
    application: UUID

    def until(self, is_so: Callable[[], bool], seconds: float = 30) -> None:
        """Let relay and worker work until something is so."""
        self.departments.work(self.office, is_so, seconds)

    def to_the_payment(self) -> None:
        """Go on until the payment is demanded."""
        self.until(lambda: of_source("application", self.application) is not None)

    def pay(self) -> None:
        """Register at the registry's desk and send the payment to the terminal."""
        registered(self.application, self.office)
        collect(application_id=self.application, actor=self.office.actor("clerk1", window=7))

    def to_the_end(self) -> None:
        """Go on until everything has ended, and hand the certificate out."""
        if of_source("application", self.application) is None:
            self.to_the_payment()
        if Payment.objects.get(source_id=self.application).state == "due":
            self.pay()
        self.until(lambda: Application.objects.get(pk=self.application).state == "closed")
        hand_out(
            application_id=self.application,
            case_id=case_of(self.application, "house_transfer_registration").id,
            receiver="buyer[0]",
            actor=self.office.actor("clerk1", window=7),
        )

    def wrong(self, *by_hand: str) -> list[str]:
        """Return where the books differ."""
        records = {name: self.departments.records(name) for name in NAMES}
        return differences(self.sale, self.application, records, by_hand)

    def step(self, place: Place) -> Step:
        """Return the step of a place."""
        return step_of(self.application, f"{place.matter}:{place.step}")

    def to_trouble(self, place: Place) -> Step:
        """Go on to a place and wait there until its step is in trouble."""
        if place.is_after_payment:
            self.to_the_payment()
            self.pay()
        self.until(lambda: self.step(place).state == "trouble")
        return self.step(place)


@pytest.fixture
def walk(office: Office, departments: Departments) -> Iterator[Callable[[], Walk]]:
    """Begin a sale: accepted and checked, nothing sent yet. What was cached of the systems is forgotten afterwards."""

    def begin() -> Walk:
        sale = departments.sale()
        application = accepted(sale, office.actor("clerk1", window=7))
        check(application_id=application, actor=office.actor("checker1"))
        return Walk(office, departments, sale, application)

    yield begin
    forget_clients()


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again at once, and give up after four tries."""
    monkeypatch.setattr("yimen.exchange.rules.LAST_TRY", 4)
    monkeypatch.setattr("yimen.exchange.actions.dispatch.pause", lambda _: timedelta(milliseconds=40))
    monkeypatch.setattr("yimen.exchange.actions.dispatch.FIRST_ASK", timedelta(milliseconds=40))


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for an answer for a second only."""
    monkeypatch.setattr("yimen.exchange.transports.signed_rest.PATIENCE", httpx.Timeout(1.0))
    monkeypatch.setattr("yimen.exchange.transports.soap.PATIENCE_SECONDS", 1.0)
    forget_clients()


def forget_clients() -> None:
    """Let the next call to a system make its client anew."""
    for module in (housing, terminal_connector, utilities):
        module._rest.cache_clear()
    tax._soap.cache_clear()


@pytest.mark.parametrize("faults", HEALING, ids=named)
@pytest.mark.parametrize("department", ["housing", "tax", "registry", "terminal"])
def test_it_heals_by_itself(walk: Callable[[], Walk], department: str, faults: dict[str, Any]) -> None:
    """Answering twice, or late, or both: nobody notices, and everything is there once."""
    sale = walk()
    sale.departments.switch(department, **faults)
    sale.to_the_end()
    assert sale.wrong() == []


@pytest.mark.parametrize("operation", ["housing.file", "tax.assess", "registry.enter", "terminal.charge"])
def test_down_for_a_moment(walk: Callable[[], Walk], operation: str) -> None:
    """It is tried again, and nobody notices."""
    sale = walk()
    if operation in ("registry.enter", "terminal.charge"):
        sale.to_the_payment()
    department = operation.partition(".")[0]
    sale.departments.switch(department, down=True)
    if operation in ("registry.enter", "terminal.charge"):
        sale.pay()
    sale.until(lambda: Message.objects.filter(operation=operation, tries__gte=1).exists())
    sale.departments.switch(department)
    sale.to_the_end()
    assert sale.wrong() == []
    assert not JournalEntry.objects.filter(verb__in=("park", "trouble")).exists()


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("department", ["housing", "tax", "registry", "terminal"])
def test_slower_than_our_patience(walk: Callable[[], Walk], department: str) -> None:
    """We gave up waiting and asked again; they had done it, and do it no second time."""
    sale = walk()
    tax._soap()._connected()  # the service's description is read while it is well: reading it is not counted
    sale.departments.switch(department, **SLOW)
    sale.to_the_end()
    assert sale.wrong() == []


@pytest.mark.parametrize("faults", CONFUSING, ids=named)
@pytest.mark.parametrize("place", [FILE, ASSESS, ENTER], ids=lambda p: p.department)
def test_what_makes_no_sense_shows_at_the_desk(walk: Callable[[], Walk], place: Place, faults: dict[str, Any]) -> None:
    """It changes no case; the desk reads why, tries again when the system is well, and the sale ends as it must."""
    sale = walk()
    sale.departments.switch(place.department, **faults)
    step = sale.to_trouble(place)
    case = case_of(sale.application, place.matter)
    assert step.outcome == {} and case.result == "" and case.ended_at is None
    assert not JournalEntry.objects.filter(subject_id=case.id, verb="answer").exists()
    desk = sale.office.client(place.officer)
    assert step.remark in shown(desk, f"/desk/case/{case.id}/") and step.remark.endswith("。")
    sale.departments.switch(place.department)
    assert desk.post(f"/desk/case/{case.id}/retry/", {"code": place.step}).status_code == 302
    sale.to_the_end()
    assert sale.wrong() == []


@pytest.mark.parametrize("place", [FILE, ASSESS], ids=lambda p: p.department)
def test_down_for_long_shows_at_the_desk(walk: Callable[[], Walk], place: Place) -> None:
    """After the last try the desk reads it; trying again too early shows it again."""
    sale = walk()
    sale.departments.switch(place.department, down=True)
    step = sale.to_trouble(place)
    desk, page = sale.office.client(place.officer), f"/desk/case/{step.case_id}/"
    assert "没有响应" in shown(desk, page)
    assert desk.post(f"{page}retry/", {"code": place.step}).status_code == 302
    sale.until(lambda: sale.step(place).state == "trouble")
    sale.departments.switch(place.department)
    assert desk.post(f"{page}retry/", {"code": place.step}).status_code == 302
    sale.to_the_end()
    assert sale.wrong() == []


def test_the_front_end_database_is_away(walk: Callable[[], Walk], monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing listens where the registry's front-end database was."""
    sale = walk()
    nobody = FrontDatabase(registry.NAME, "postgresql://postgres@127.0.0.1:1/nobody")
    with monkeypatch.context() as away:
        away.setattr(registry, "_front", lambda: nobody)
        step = sale.to_trouble(ENTER)
    desk, page = sale.office.client(ENTER.officer), f"/desk/case/{step.case_id}/"
    assert "前置库连不上" in shown(desk, page)
    assert desk.post(f"{page}retry/", {"code": ENTER.step}).status_code == 302
    sale.to_the_end()
    assert sale.wrong() == []


def test_a_request_written_twice_keeps_its_answer(walk: Callable[[], Walk]) -> None:
    """We went down after the request was written and before we noted it: written again, it asks for nothing more."""
    sale = walk()
    sale.to_the_payment()
    sale.pay()
    sale.until(lambda: Message.objects.filter(operation="registry.enter", state="sent").exists())
    message = Message.objects.get(operation="registry.enter")
    front = registry._front()
    wait_for(lambda: bool(front.rows("SELECT 1 FROM qz_jg WHERE sqbh = %s", [str(message.id)])))
    registry.ENTER.send(Request(str(message.id), message.written_at, payload(message)))
    sale.to_the_end()
    assert sale.wrong() == []
    requests = [r["sqbh"] for r in sale.departments.records("registry")["requests"]]
    assert [r for r in requests if r.startswith(str(message.id))] == [str(message.id)]


@pytest.mark.parametrize("faults", [*CONFUSING, {"down": True}], ids=named)
def test_the_card_terminal_makes_no_sense(walk: Callable[[], Walk], faults: dict[str, Any]) -> None:
    """The clerk reads it at the window and tries again: the same sale, charged once."""
    sale = walk()
    sale.to_the_payment()
    sale.departments.switch("terminal", **faults)
    sale.pay()
    payment = Payment.objects.get(source_id=sale.application)
    message = Message.objects.filter(source_id=payment.id)
    sale.until(lambda: message.filter(state="parked").exists())
    payment.refresh_from_db()
    assert (payment.state, payment.reference, payment.attempt) == ("charging", None, 1)
    window, page = sale.office.client("clerk1", window=7), f"/counter/application/{sale.application}/"
    assert message.get().reason_zh in shown(window, page)
    sale.departments.switch("terminal")
    assert window.post(f"{page}collect/").status_code == 302
    assert window.post(f"{page}collect/").status_code == 409, "it is at the terminal again"
    sale.to_the_end()
    assert sale.wrong() == []
    assert message.count() == 1


@pytest.mark.parametrize("place", [FILE, SETTLE, ENTER], ids=lambda p: p.department)
def test_the_desk_decides_by_hand(walk: Callable[[], Walk], place: Place) -> None:
    """The system has changed and nobody can wait: the desk takes the step over and types what it knows."""
    sale = walk()
    if place.is_after_payment:
        sale.to_the_payment()
        sale.pay()
    sale.departments.switch(place.department, schema="v2")
    sale.until(lambda: sale.step(place).state == "trouble")
    desk, page = sale.office.client(place.officer), f"/desk/case/{sale.step(place).case_id}/"
    assert desk.post(f"{page}take-over/", {"code": place.step}).status_code == 302
    assert Message.objects.get(source_id=sale.step(place).id).state == "cancelled"
    empty = desk.post(f"{page}decide/", dict.fromkeys(place.by_hand, ""))
    assert empty.status_code == 422 and sale.step(place).state == "open"
    assert desk.post(f"{page}decide/", place.by_hand).status_code == 302
    assert set(sale.step(place).outcome["values"].values()) == set(place.by_hand.values())
    sale.departments.switch(place.department)
    retry_what_is_left(sale)
    sale.to_the_end()
    assert sale.wrong(place.department) == []
    if place is ENTER:
        number = place.by_hand["certificate_no"]
        assert Licence.objects.get().number == number


def retry_what_is_left(sale: Walk) -> None:
    """Try again what else the same system did not understand."""
    sale.until(lambda: not Message.objects.filter(state="queued").exists())
    for step in Step.objects.filter(state="trouble").select_related("case"):
        officer = sale.office.client("tax1")
        assert officer.post(f"/desk/case/{step.case_id}/retry/", {"code": step.code}).status_code == 302


def test_a_late_answer_is_kept_and_not_taken(walk: Callable[[], Walk]) -> None:
    """The desk has decided; then housing's callback comes. The journal keeps it, the case does not change."""
    sale = walk()
    sale.until(lambda: Message.objects.filter(operation="housing.file", state="sent").exists())
    sale.departments.switch("housing", down=True)
    step = sale.to_trouble(FILE)
    desk, page = sale.office.client(FILE.officer), f"/desk/case/{step.case_id}/"
    desk.post(f"{page}take-over/", {"code": "file"})
    desk.post(f"{page}decide/", FILE.by_hand)
    message = Message.objects.get(source_id=step.id)
    sale.departments.switch("housing")
    wait_for(lambda: bool(callbacks(sale, message.id)))
    assert push(callbacks(sale, message.id)[0]).json() == {"taken": False}
    entries = list(JournalEntry.objects.filter(subject_id=message.id).order_by("seq").values_list("verb", flat=True))
    assert entries[-2:] == ["cancel", "repeat"]
    assert sale.step(FILE).outcome["values"] == {"filing_no": FILE.by_hand["filing_no"]}
    sale.to_the_end()
    assert sale.wrong("housing") == []


def test_a_callback_comes_again_and_again(walk: Callable[[], Walk]) -> None:
    """Taken once; unsigned or about nothing of ours, it is refused in words and changes nothing."""
    sale = walk()
    sale.to_the_payment()
    message = Message.objects.get(source_id=sale.step(FILE).id)
    (body,) = callbacks(sale, message.id)
    before = JournalEntry.objects.count()
    assert [push(body).json() for _ in range(3)] == [{"taken": False}] * 3
    forged = Client().post("/inbound/housing/", body, "application/json")
    assert forged.status_code == 403 and forged.json()["error"]["zh"]
    assert push(body.replace(str(message.id), "01a20cc5-0000-7000-8000-000000000000")).status_code == 404
    assert push("{}").status_code == 422
    assert JournalEntry.objects.count() == before


@pytest.mark.parametrize("faults", [*CONFUSING, {"down": True}, {"twice": True}, {"late": 0.6}], ids=named)
def test_utilities_hold_nothing_up(walk: Callable[[], Walk], faults: dict[str, Any]) -> None:
    """The sale ends whatever the water, power and gas companies do; they are told when they are well again."""
    sale = walk()
    sale.departments.switch("utilities", **faults)
    sale.to_the_end()
    assert sale.wrong() == []
    page = f"/counter/application/{sale.application}/"
    told = shown(sale.office.client("clerk1", window=7), page)
    assert all(f'data-told="utilities.{kind}"' in told for kind in ("water", "power", "gas"))
    if not (faults.get("twice") or faults.get("late")):
        sale.until(lambda: Message.objects.filter(system="utilities", state="parked").count() == 3)
        sale.departments.switch("utilities")
        tell_again(timestamp=0)
    sale.until(lambda: not Message.objects.exclude(state="answered").exists())
    assert shown(sale.office.client("clerk1", window=7), page).count("已回复") >= 3


def callbacks(sale: Walk, message: UUID) -> list[str]:
    """Return what the housing department has to say about a request."""
    found = sale.departments.records("housing")["callbacks"]
    return [c["body"] for c in found if c["request_no"] == str(message)]


def wait_for(is_so: Callable[[], bool], seconds: float = 20) -> None:
    """Wait without doing anything ourselves."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.03)


def push(body: str) -> Any:
    """Send what the housing department says to its door, signed with its secret."""
    path = "/inbound/housing/"
    headers = signed_headers(SECRET, "housing", "POST", path, body.encode())
    return Client().post(path, body, "application/json", headers=headers)


def shown(client: Client, path: str) -> str:
    """Return a page's text."""
    answer = client.get(path)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())
