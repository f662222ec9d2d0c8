"""The cases that a viewer may see: the one way reads fetch them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from yimen.cases.access import scope
from yimen.cases.models import Case, visible_cases
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotFound
from yimen.kernel.visible import within


def seen_cases(viewer: Actor) -> QuerySet[Case]:
    """Return the viewer's cases."""
    return within(Case.objects.all(), visible_cases(scope(viewer), clock.today()))


def seen_case(viewer: Actor, case_id: UUID) -> Case:
    """Return one case of the viewer's. Raises NotFound."""
    row = seen_cases(viewer).filter(pk=case_id).first()
    if row is None:
        raise NotFound
    return row
