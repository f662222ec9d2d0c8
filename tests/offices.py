"""Fixtures: the demo district in a fresh database, its staff as actors and as signed-in browsers' clients.

`office.actor("clerk1", window=7)`, `office.client("clerk1")`, `office.pump()` runs what follows from what was done.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from tests.databases import drop, fresh_database, sources, template_database
from tests.replay import assert_journal_tells_the_rows
from tests.static_files import collected
from yimen.accounts.models import Account
from yimen.kernel import clock, outbox
from yimen.kernel.actor import Actor
from yimen.people.reads import forget_offices, signed_in
from yimen.site.load import DEMO_START, load
from yimen.site.settings import database

PASSWORD = "yimen-demo"
HALL = "hall-natural"
_SOURCES = (
    "src/yimen/**/migrations/*.py",
    "src/yimen/**/models.py",
    "src/yimen/**/models/*.py",
    "src/yimen/packs/**/*.yaml",
    "src/yimen/kernel/calendars/*.yaml",
    "src/yimen/site/load.py",
    "src/yimen/catalogue/actions/publish.py",
    "src/yimen/kernel/partitions.py",
    "regions/**/*.yaml",
)


def use_database(dsn: str) -> None:
    """Point Django's connection of this process at another database."""
    connection.close()
    os.environ["DATABASE_URL"] = dsn
    connection.settings_dict.update(database(dsn))
    forget_offices()


def build(dsn: str) -> None:
    """Fill a template with the demo district."""
    use_database(dsn)
    load(settings.REGIONS / "440604", kind="test", password=PASSWORD, start=DEMO_START)
    connection.close()


def district_template() -> str:
    """Return the name of the database that holds the freshly loaded demo district; its pages' files are collected."""
    collected()
    return template_database(build, key=sources(*_SOURCES))


def set_office_time(to: datetime = DEMO_START) -> None:
    """Set the office clock of the test's database, backwards as well."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kernel_installation SET clock_offset = %s - clock_timestamp()", [to])


@dataclass
class Office:
    """The demo district as a test uses it."""

    dsn: str

    def account(self, username: str) -> int:
        """Return the number of an account."""
        return Account.objects.values_list("pk", flat=True).get(username=username)

    def actor(self, username: str, window: int | None = None) -> Actor:
        """Return a member of staff, at a window of the natural persons' hall when one is named."""
        found = signed_in(self.account(username), f"{HALL}-{window:02d}" if window else None)
        assert found is not None
        return found.actor

    def client(self, username: str, window: int | None = None) -> Client:
        """Return a client that is signed in, and sits at a window when one is named."""
        client = Client()
        client.force_login(Account.objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
        if window:
            client.post("/counter/sit/", {"window": f"{HALL}-{window:02d}"})
        return client

    def deliver(self) -> int:
        """Run what follows from journal entries; return how many."""
        return outbox.deliver_all()

    def at(self, when: datetime) -> None:
        """Set the office clock."""
        set_office_time(when)


@pytest.fixture
def office() -> Iterator[Office]:
    """The demo district, fresh for this test, on Monday 2026-03-02 at nine."""
    dsn = fresh_database(district_template())
    use_database(dsn)
    set_office_time()
    try:
        yield Office(dsn)
        with clock.office_time():
            assert_journal_tells_the_rows()
    finally:
        connection.close()
        drop(dsn)


def json_of(response: Any) -> Any:
    """Return a response's JSON, whatever its status."""
    return response.json()
