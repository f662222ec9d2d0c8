"""Putting persons on record, finding them by keyed hash, unmasking with a reason, and who sees whom."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection

from tests.offices import Office
from yimen.kernel import history
from yimen.kernel.errors import BadInput, NotFound, Refused
from yimen.kernel.journal import Audience
from yimen.people.actions.enrol import enrol
from yimen.people.actions.enrol_organisation import enrol_organisation
from yimen.people.actions.present import present
from yimen.people.actions.unmask import unmask
from yimen.people.reads import open_phone, person, persons_by_id, windows
from yimen.people.states import CentreKind
from yimen.site.load import DEMO_START

NUMBER, NAME = "11010519491231002X", "王建国"


def test_the_demo_district_has_its_windows(office: Office) -> None:
    """36 in the natural persons' hall, 61 in four town centres, and a legal persons' hall."""
    from yimen.people.models import Centre

    kinds = dict(Centre.objects.values_list("code", "kind"))
    per_kind: dict[str, int] = {}
    for window in windows().values():
        kind = kinds[window.centre.code]
        per_kind[kind] = per_kind.get(kind, 0) + 1
    assert per_kind[CentreKind.NATURAL_PERSONS] == 36
    assert per_kind[CentreKind.TOWN] == 61
    assert sum(kind == CentreKind.TOWN for kind in kinds.values()) == 4
    assert per_kind[CentreKind.LEGAL_PERSONS] > 0
    assert office.dsn


def test_a_number_lies_sealed_and_is_found_by_its_hash(office: Office) -> None:
    """No column of any table holds it in clear; the same card is the same person."""
    clerk = office.actor("clerk1", 1)
    first = present(number=NUMBER, name=NAME, phone="13800138000", actor=clerk)
    assert present(number=f" {NUMBER.lower()} ", name=NAME, actor=clerk) == first
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT string_agg(d::text, '') FROM people_persondocument d)"
            " || (SELECT string_agg(p::text, '') FROM people_person p)"
        )
        (text,) = cursor.fetchone() or ("",)
    assert NUMBER not in text and NUMBER.encode().hex() not in text and "13800138000" not in text
    sheet = person(clerk, first)
    assert (sheet.name, sheet.number_masked, sheet.age) == (NAME, "110105********002X", 76)
    assert open_phone(persons_by_id([first])[first]) == "13800138000"


def test_another_name_under_the_same_number_is_refused(office: Office) -> None:
    """With the registered name masked; nothing is changed."""
    clerk = office.actor("clerk1", 1)
    present(number=NUMBER, name=NAME, actor=clerk)
    with pytest.raises(BadInput) as refused:
        present(number=NUMBER, name="王建华", actor=clerk)
    assert "王*国" in refused.value.words.zh and NAME not in refused.value.words.zh


def test_the_full_number_needs_a_reason_and_the_person_reads_it(office: Office) -> None:
    """Journalled with the reason; without one nothing is shown."""
    clerk = office.actor("clerk1", 1)
    who = present(number=NUMBER, name=NAME, actor=clerk)
    with pytest.raises(BadInput):
        unmask(person_id=who, reason=" ", actor=clerk)
    assert unmask(person_id=who, reason="核对旧证号码", actor=clerk) == NUMBER
    told = history.of([("person", who)])[-1].sentence(Audience.CITIZEN).zh
    assert told == "陈静查看了您的完整证件号码，理由：核对旧证号码"


def test_a_person_is_seen_at_her_window_on_her_day_only(office: Office) -> None:
    """Not by another clerk, not by a manager, not tomorrow; unmasking follows the same visibility."""
    clerk = office.actor("clerk1", 1)
    who = present(number=NUMBER, name=NAME, actor=clerk)
    for other in (office.actor("clerk2", 2), office.actor("manager1"), office.actor("registrar1")):
        with pytest.raises(NotFound):
            person(other, who)
        with pytest.raises((NotFound, Refused)):
            unmask(person_id=who, reason="好奇", actor=other)
    office.at(datetime.fromtimestamp(DEMO_START.timestamp(), DEMO_START.tzinfo) + timedelta(days=1))
    with pytest.raises(NotFound):
        person(clerk, who)


def test_a_person_cannot_be_opened_away_from_a_window(office: Office) -> None:
    """The clerk must sit down first."""
    with pytest.raises(Refused):
        present(number=NUMBER, name=NAME, actor=office.actor("clerk1"))


def test_an_organisation_is_found_by_its_code(office: Office) -> None:
    """Once on record it keeps its name."""
    clerk = office.actor("clerk1", 1)
    first = enrol_organisation(code="91110000600037341L", name="示例有限公司", actor=clerk)
    assert enrol_organisation(code="91110000600037341l", name="示例有限公司", actor=clerk) == first
    with pytest.raises(BadInput, match="示例有限公司"):
        enrol_organisation(code="91110000600037341L", name="别的公司", actor=clerk)
    with pytest.raises(BadInput):
        enrol_organisation(code="911100006000373410", name="示例有限公司", actor=clerk)


def test_only_the_window_puts_people_on_record(office: Office) -> None:
    """An examiner may not; the shell's guard says so for the verb."""
    from yimen.people.actions import PERSON

    who = enrol(number=NUMBER, name=NAME, actor=office.actor("clerk1", 1))
    row = persons_by_id([who])[who]
    assert isinstance(PERSON.may(office.actor("registrar1"), "enrol", row), Refused)
    assert PERSON.may(office.actor("clerk1"), "enrol", row) is None
