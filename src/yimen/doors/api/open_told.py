"""Turns what is open to anybody into what machines are answered (`open_sheets`). Adds nothing and decides nothing."""

from __future__ import annotations

from typing import Any

from yimen.catalogue.rules.estimates import Estimated, EstimateField, EstimateForm, RowSaid
from yimen.doors.api.told import maybe, said


def estimate_form(form: EstimateForm) -> dict[str, Any]:
    """Return an estimate's questions."""
    return {
        "code": form.code,
        "bundle": form.bundle,
        "title": said(form.title),
        "intro": said(form.intro),
        "fields": [_field(field) for field in form.fields],
    }


def estimated(found: Estimated) -> dict[str, Any]:
    """Return what is likely due, line by line."""
    return {
        "fen": found.total.fen,
        "lines": [
            {
                "item": said(line.item),
                "payer": said(line.payer),
                "reckoned": said(line.reckoned),
                "fen": line.amount.fen,
                "rows": [row(one) for one in line.rows],
            }
            for line in found.lines
        ],
    }


def row(said_of: RowSaid) -> dict[str, Any]:
    """Return a row of a table as people read it."""
    return {n: getattr(said_of, n) for n in ("row", "document", "first", "last", "sure")} | {
        "table": said(said_of.table),
        "when": [said(w) for w in said_of.when],
        "gives": [said(w) for w in said_of.gives],
    }


def _field(field: EstimateField) -> dict[str, Any]:
    return {
        "name": field.name,
        "label": said(field.label),
        "kind": field.kind,
        "hint": maybe(field.hint),
        "unit": maybe(field.unit),
        "choices": [{"code": code, "words": said(words)} for code, words in field.choices],
        "required": field.is_required,
    }
