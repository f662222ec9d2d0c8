"""The one view: signed in, one transaction, the rows of an acceptance by `bulk_create`, a redirect."""

from __future__ import annotations

import pickle
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from uuid_utils.compat import uuid7

from yimen.cases.models import Application, Case, Clock, Step
from yimen.kernel.models import JournalEntry, NumberSeries, OutboxRow
from yimen.notices.models import Document

MODELS = {
    "cases_case": Case,
    "cases_step": Step,
    "cases_clock": Clock,
    "kernel_journal": JournalEntry,
    "kernel_outboxrow": OutboxRow,
    "notices_document": Document,
}


@cache
def _template() -> dict[str, list[dict[str, Any]]]:
    """The rows of one real acceptance, by table and column."""
    found: dict[str, list[dict[str, Any]]] = pickle.loads(Path("build/acceptance.pickle").read_bytes())
    return found


@login_required
@require_POST
def accept(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Insert the rows for this application."""
    ids: dict[UUID, UUID] = {}
    with transaction.atomic():
        for table, model in MODELS.items():
            rows = [
                model(**{n: _renewed(n, v, ids, application_id) for n, v in row.items()}) for row in _template()[table]
            ]
            model._default_manager.bulk_create(rows)
        series = NumberSeries.objects.select_for_update().get(
            series="document:acceptance", office="hall-natural", year=2026
        )
        NumberSeries.objects.filter(series=series.series, office=series.office, year=series.year).update(
            last=series.last + 1
        )
        Application.objects.filter(pk=application_id, state="draft").update(
            state="accepted", version=9, head=bytes(32), receipt_no=str(application_id), accepted_by=request.user
        )
    return redirect("/")


def _renewed(name: str, value: Any, ids: dict[UUID, UUID], application_id: UUID) -> Any:
    if isinstance(value, UUID) and name != "matter_id":
        return ids.setdefault(value, uuid7()) if value != _template()["old"][0]["id"] else application_id
    if name == "number":
        return f"{value}-{str(application_id)[-12:]}"
    return value
