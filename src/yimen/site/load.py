"""Bring a database to a region's profile: installation row, calendar, offices, staff of a demo, catalogue.

Runs again harmlessly.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import transaction

from yimen.accounts.actions.open_account import open_account
from yimen.cases.actions.import_calendar import import_calendar
from yimen.catalogue.actions.publish import publish
from yimen.catalogue.models import Directory
from yimen.kernel import calendar, clock
from yimen.kernel.actor import house
from yimen.kernel.calendar_text import shipped_years
from yimen.kernel.models import Installation, InstallationKind
from yimen.kernel.partitions import ensure_months
from yimen.kernel.registry import packs
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.people.actions.adopt import adopt
from yimen.people.rules.profile import Profile, StaffText
from yimen.site.cli_catalogue import import_file
from yimen.site.region import read_profile, trial_signing_keys

DEMO_START = datetime(2026, 3, 2, 9, 0, tzinfo=OFFICE_ZONE)
"""A Monday of a year with an official calendar."""
LOADER = house("load")
MONTHS_AHEAD = 24
SAMPLE_DIRECTORY = "sample_directory.jsonl"
SAMPLE_EXCEPTIONS = "sample_directory.yaml"
"""Beside a region's profile: invented matters, so that a demo's windows have ordinary ones to take."""


def load(folder: Path, *, kind: str, password: str | None = None, start: datetime | None = None) -> Profile:
    """Migrate and fill the database for the region in `folder`. Staff are opened only with a `password`.

    Never in production.
    """
    call_command("migrate", verbosity=0, interactive=False)
    profile = read_profile(folder, with_staff=password is not None)
    if kind != InstallationKind.PRODUCTION:
        trial_signing_keys(profile, settings.SIGNING_FOLDER)
    with transaction.atomic():
        is_demo = _install(profile.region, kind, start).kind == InstallationKind.DEMO
        ensure_months(clock.today(), MONTHS_AHEAD)
        _calendar()
        adopt(profile=profile, account_of=_opener(password or ""), actor=LOADER)
        for pack in packs():
            if pack.code in profile.packs:
                publish(pack=pack, region=profile.region, actor=LOADER)
        if is_demo:
            sample_directory(folder, profile.region)
    return profile


def _install(region: str, kind: str, start: datetime | None) -> Installation:
    offset = start - clock.machine_now() if start is not None else timedelta()
    new = {"kind": InstallationKind(kind), "region": region, "clock_offset": offset}
    row, _ = Installation.objects.get_or_create(id=1, defaults=new)
    if row.region != region:
        raise ValueError(f"this database belongs to the region {row.region}")
    return row


def sample_directory(folder: Path, region: str) -> None:
    """Give a district without a directory the invented one; one that somebody has imported is left as it is."""
    sample = folder / SAMPLE_DIRECTORY
    if sample.exists() and not Directory.objects.filter(pk=region).exists():
        own = folder / SAMPLE_EXCEPTIONS
        import_file(sample, region, own if own.exists() else folder / "directory.yaml")


def _calendar() -> None:
    """Record the shipped years that are not recorded yet; what was imported stays as it is."""
    recorded = calendar.recorded_calendar().years
    import_calendar(years=[year for year in shipped_years() if year.year not in recorded], actor=LOADER)


def _opener(password: str) -> Callable[[StaffText], int]:
    """A demo's staff share one password, so its slow hash is made once."""
    hashed = make_password(password)
    return lambda member: open_account(username=member.username, name=member.name, password_hash=hashed, actor=LOADER)
