"""The district of the year: a hundred matters, staff for every post, departments' systems that stand in.

The systems answer inside this process whatever the walk decides; drawing and signing a certificate are left out (they
have their own tests). Everything else is the house itself.
"""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from simulators.identity import identity
from simulators.population import Sale
from tests.directory import body, made_up
from tests.offices import Office
from tests.onecase import publish_one_case
from tests.year.calendar import START
from yimen.cases.actions.import_calendar import import_calendar
from yimen.catalogue.reads import directory
from yimen.exchange import reads as exchange_reads
from yimen.exchange.rules import Outcome, OutcomeKind
from yimen.kernel import clock
from yimen.kernel.actor import Actor, house
from yimen.kernel.words import Words
from yimen.kernel.workdays import YearCalendar
from yimen.people.actions.appoint import appoint
from yimen.people.models import Appointment, Centre, Window
from yimen.people.reads import signed_in
from yimen.people.states import Post
from yimen.site.cli_catalogue import import_file

LINES = 94
"""One of them is handed in elsewhere; with the sale's six and the one with a promise they are a hundred."""
ONE_CASE, SALE = "one_case", "house_sale"
FIRST_PERSON = 970_000
"""Behind everybody whom a sale of the population needs."""
_NAMES = ("周晓梅", "欧阳慧敏", "买买提·艾力", "王伟", "李娜", "陈静怡", "黄志远", "区颖")


@dataclass(frozen=True)
class Someone:
    """Who applies: a person by identity number, or an organisation by its credit code."""

    document: str
    number: str
    name: str


def someone(serial: int) -> Someone:
    """The applicant with this serial number; every seventh is an organisation."""
    if serial % 7 == 3:
        return Someone("credit_code", "9" + _credit(serial), f"示范商行{serial}号")
    born = 1950 + serial % 55
    number = identity(FIRST_PERSON + serial, born, female=serial % 2 == 0).number
    return Someone("resident_id", number, _NAMES[serial % len(_NAMES)])


def _credit(serial: int) -> str:
    from yimen.people.rules.identity import credit_check, organisation_check

    organisation = f"{serial:08d}"
    first = f"91440604{organisation}{organisation_check(organisation)}"
    return (first + credit_check(first))[1:]


class Hours:
    """The office clock under the walk's hand: the machine's time stands still, so that a run can be had again."""

    def __init__(self) -> None:
        self.machine = datetime(2026, 3, 2, 1, 0, tzinfo=START.tzinfo)

    def __call__(self) -> datetime:
        """The machine's time."""
        return self.machine

    def move_to(self, moment: datetime) -> None:
        """Set the office clock forward; the machine's own goes on a little, so that what was written is due."""
        self.machine += timedelta(microseconds=1)
        clock.set_forward(moment)


class Town:
    """Who works where, and at which windows."""

    def __init__(self) -> None:
        held = Appointment.objects.filter(is_held=True, account__is_active=True)
        ordered = held.order_by("account__username", "post", "office").values_list("account_id", "post", "office")
        self._windows = {}
        for centre in Centre.objects.order_by("code"):
            self._windows[centre.code] = list(
                Window.objects.filter(centre=centre).order_by("code").values_list("code", flat=True)
            )
        self._held: dict[tuple[str, str], list[Actor]] = {}
        self.clerks: list[Actor] = []
        actors: dict[int, Actor] = {}
        for account, post, office in ordered:
            if account not in actors:
                actors[account] = _actor(account, None)
            self._held.setdefault((post, office), []).append(actors[account])
            if post == Post.WINDOW_CLERK:
                at = self._windows[office]
                self.clerks.append(_actor(account, at[account % len(at)]))
        self.codes = sorted(line.code for line in directory().lines.values() if line.entry != "elsewhere")

    def who(self, post: str, office: str) -> list[Actor]:
        """Return who holds a post at an office."""
        return self._held.get((post, office), [])

    @property
    def everybody(self) -> list[Actor]:
        """Return all who hold a post."""
        return list({a.id: a for actors in self._held.values() for a in actors}.values()) + self.clerks


def _actor(account: int, window: str | None) -> Actor:
    found = signed_in(account, window)
    assert found is not None
    return found.actor


def build(office: Office) -> Town:
    """Give the demo district its hundred matters and somebody for every post."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "lines.jsonl"
        file.write_text("\n".join(json.dumps(x, ensure_ascii=False) for x in made_up(LINES)), encoding="utf-8")
        import_file(file)
    publish_one_case()
    offices = sorted({line.office for line in directory().lines.values()})
    centres = list(Centre.objects.order_by("code").values_list("code", flat=True))
    for username, post, at in (
        ("tax1", Post.EXAMINER, offices),
        ("registrar2", Post.EXAMINER, [*offices, "housing"]),
        ("approver2", Post.APPROVER, offices),
        ("head2", Post.AGENCY_HEAD, offices),
        ("checker2", Post.SECOND_CHECKER, centres),
        ("both1", Post.SECOND_CHECKER, centres),
        ("manager1", Post.HALL_MANAGER, centres),
    ):
        appoint(account_id=office.account(username), post=post, at=at, actor=house("load"))
    assert body(0)
    return Town()


def record(notices: Mapping[int, Any]) -> Any:
    """Import notices that are plain data as the house's calendar; return what it did."""
    dates = date.fromisoformat
    years = [
        YearCalendar(y, frozenset(map(dates, n.off)), frozenset(map(dates, n.worked)), f"测试用的{y}年放假通知")
        for y, n in notices.items()
    ]
    return import_calendar(years=years, actor=house("calendar"))


class StandIn:
    """A department's system inside this process: asks and takes as its connector does, answers as the walk says."""

    def __init__(self, real: Any) -> None:
        self.code, self.system, self.name = real.code, real.system, real.name
        self.build, self.by_hand = real.build, real.by_hand

    def acknowledge(self, number: str) -> None:
        """Nobody to tell."""

    def read(self, context: Any, request: Mapping[str, Any], answer: Mapping[str, Any]) -> Outcome:
        """What the walk wrote into the answer."""
        if "refused" in answer:
            return Outcome(OutcomeKind.REFUSED, words=Words(answer["refused"], answer["refused"]))
        if context is None:
            return Outcome(OutcomeKind.DONE, answer["values"])
        outcome: Outcome = self.by_hand(context, answer["values"])
        return outcome


class Register:
    """The register's record of a house, as its system tells it."""

    def __init__(self, real: Any) -> None:
        self.code, self.system, self.answers = real.code, real.system, real.answers
        self.sales: dict[str, Sale] = {}

    def fetch(self, key: str) -> dict[str, Any]:
        """Return the record of the house that this sale is about."""
        sale = self.sales[key]
        owners = [
            {"name": o.person.name, "number": o.person.id_number, "share": str(o.share) if o.share else ""}
            for o in sale.sellers
        ]
        return {
            "unit_no": sale.house.unit_no,
            "certificate_no": sale.house.cert_no,
            "location": "佛山市禅城区示范路18号",
            "area": str(sale.house.area),
            "use": "residence",
            "acquired_date": sale.held_since.isoformat(),
            "is_sealed": False,
            "has_objection": False,
            "ownership": sale.house.ownership.value,
            "owners": owners,
            "mortgages": [],
        }


@contextlib.contextmanager
def standing_in(hours: Hours) -> Iterator[Register]:
    """Put the systems' stand-ins and the clock in place; the certificate's file is not drawn."""
    register = Register(exchange_reads.queries()["registry.house"])
    stand_ins = {code: StandIn(real) for code, real in exchange_reads.connectors().items()}
    with (
        patch.object(clock, "machine_now", hours),
        patch.dict(exchange_reads.connectors(), stand_ins),  # type: ignore[arg-type]
        patch.dict(exchange_reads.queries(), {"registry.house": register}),  # type: ignore[dict-item]
        patch("yimen.licences.actions.sign.typeset", lambda *_: b"drawn"),
        patch("yimen.licences.actions.sign.sign_pdf", lambda *_, reason, **__: reason.encode()),
    ):
        yield register
