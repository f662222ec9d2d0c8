"""Adopt a region's profile: regions, departments, centres, windows, posts.

Again with the same profile changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from yimen.kernel.actor import Actor
from yimen.people import reads
from yimen.people.models import Appointment, Centre, Department, Region, Window
from yimen.people.rules.identity import credit_code
from yimen.people.rules.profile import CentreText, Profile, StaffText


def adopt(*, profile: Profile, account_of: Callable[[StaffText], int], actor: Actor) -> None:  # noqa: ARG001
    """Write the profile's rows; `account_of` opens the account of a member of staff.

    A post at one of its offices that is no longer named is ended.
    """
    with transaction.atomic():
        for region in profile.regions:
            Region.objects.update_or_create(
                code=region.code,
                defaults={
                    "name_zh": region.name.zh,
                    "name_en": region.name.en,
                    "parent_id": region.parent or None,
                },
            )
        for d in profile.departments:
            Department.objects.update_or_create(
                code=d.code,
                defaults={
                    "region_id": profile.region,
                    "name_zh": d.name.zh,
                    "name_en": d.name.en,
                    "credit_code": credit_code(d.credit_code).code,
                    "document_word": d.document_word,
                    "address": d.address,
                    "phone": d.phone,
                },
            )
        for c in profile.centres:
            _centre(c)
        _posts(profile, account_of)
    reads.forget_offices()


def _centre(c: CentreText) -> None:
    Centre.objects.update_or_create(
        code=c.code,
        defaults={
            "region_id": c.region,
            "kind": c.kind,
            "name_zh": c.name.zh,
            "name_en": c.name.en,
            "address": c.address,
            "phone": c.phone,
            "document_word": c.document_word,
        },
    )
    windows = [Window(code=f"{c.code}-{n:02d}", centre_id=c.code, number=n) for n in range(1, c.windows + 1)]
    Window.objects.bulk_create(windows, ignore_conflicts=True)


def _posts(profile: Profile, account_of: Callable[[StaffText], int]) -> None:
    region_of = {c.code: c.region for c in profile.centres} | {d.code: profile.region for d in profile.departments}
    held = []
    for member in profile.staff:
        account = account_of(member)
        for h in member.posts:
            row, _ = Appointment.objects.update_or_create(
                account_id=account,
                post=h.post,
                office=h.office,
                defaults={"region_id": region_of[h.office], "is_held": True},
            )
            held.append(row.pk)
    Appointment.objects.filter(office__in=list(region_of)).exclude(pk__in=held).update(is_held=False)
