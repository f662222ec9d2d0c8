"""Set up departments as offices of the node (设立部门): those of a directory of matters.

Again with the same changes nothing.

A department that the region's profile names keeps what the profile says. Law: 行政许可法 art 26 (one body accepts
for several).
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words
from yimen.people import reads
from yimen.people.models import Department, Region
from yimen.people.rules.profile import DepartmentText

_COLUMNS = ("name_zh", "name_en", "credit_code", "document_word")


def set_up_departments(*, departments: Sequence[DepartmentText], region: str, actor: Actor) -> int:  # noqa: ARG001
    """Return how many departments are new or changed. Their credit codes were checked, or are empty.

    Raises BadInput.
    """
    if not Region.objects.filter(pk=region).exists():
        raise BadInput(
            Words(f"没有区域{region}，请先装入它的档案。", f"There is no region {region}; load its profile.")
        )
    with transaction.atomic():
        known = Department.objects.in_bulk([d.code for d in departments])
        new, changed = [], []
        for d in departments:
            row = Department(
                code=d.code,
                region_id=region,
                name_zh=d.name.zh,
                name_en=d.name.en,
                credit_code=d.credit_code,
                document_word=d.document_word,
            )
            old = known.get(d.code)
            if old is None:
                new.append(row)
            elif any(getattr(old, column) != getattr(row, column) for column in _COLUMNS):
                changed.append(row)
        if new:
            Department.objects.bulk_create(new)
        if changed:
            Department.objects.bulk_update(changed, _COLUMNS)
    if new or changed:
        reads.forget_offices()
    return len(new) + len(changed)
