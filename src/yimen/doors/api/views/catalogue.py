"""The catalogue: bundles, matters, decision tables and the estimate of taxes. Nobody's data."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse

from yimen.catalogue.reads import Standard, bundles
from yimen.catalogue.reads import bundle as bundle_of
from yimen.catalogue.rules.table_engine import CompiledTable
from yimen.catalogue.rules.table_facts import day_of
from yimen.catalogue.rules.table_text import load_tables
from yimen.doors.api import shapes, sheets, told
from yimen.doors.api.door import MachineRequest
from yimen.doors.api.machine import read, verb
from yimen.kernel.errors import NotFound
from yimen.kernel.registry import packs, rule

TAG = "catalogue"


@read("/bundles", posts=(), budget=10, answer=sheets.BundlesAnswer, tag=TAG)
def all_bundles(request: MachineRequest) -> Any:  # noqa: ARG001
    """List every bundle in force."""
    return {"bundles": [told.bundle(b) for b in bundles().values()]}


@read("/bundles/{code}", posts=(), budget=10, answer=sheets.BundleAnswer, tag=TAG)
def one_bundle(request: MachineRequest, code: str) -> Any:  # noqa: ARG001
    """Show a bundle."""
    return told.bundle(bundle_of(code))


@read("/matters", posts=(), budget=10, answer=sheets.MattersAnswer, tag=TAG)
def all_matters(request: MachineRequest) -> Any:  # noqa: ARG001
    """List every matter of the bundles in force."""
    return {"matters": [told.matter(s) for s in _standards().values()]}


@read("/matters/{code}", posts=(), budget=10, answer=sheets.MatterAnswer, tag=TAG)
def one_matter(request: MachineRequest, code: str) -> Any:  # noqa: ARG001
    """Show a matter with limits, basis, documents and steps."""
    found = _standards().get(code)
    if found is None:
        raise NotFound
    return told.matter(found)


@verb("/tables/{code}/decide", posts=(), budget=8, answer=sheets.DecisionAnswer, tag=TAG)
def decide_by_table(request: MachineRequest, code: str, body: shapes.Question) -> Any:  # noqa: ARG001
    """Ask a decision table: the outputs and the row that holds, with its source."""
    table = _tables().get(code)
    if table is None:
        raise NotFound
    found = table.decide(day_of(body.on), dict(body.facts))
    return {"table": found.table, "on": body.on, "outputs": dict(found.outputs), "row": found.as_json()}


@verb("/tax/estimate", posts=(), budget=8, answer=sheets.TaxAnswer, tag=TAG)
def estimate_tax(request: MachineRequest, body: shapes.Question) -> Any:  # noqa: ARG001
    """Estimate the taxes and fees on an individual's sale of a home; the tax office's answer binds."""
    return {"estimate": rule("realestate.tax")(day_of(body.on), dict(body.facts))}


def _standards() -> dict[str, Standard]:
    return {s.matter: s for b in bundles().values() for s in b.standards}


@cache
def _tables() -> dict[str, CompiledTable]:
    folders = [Path(str(pack.folder)) / "tables" for pack in packs()]
    found = {code: t for folder in folders if folder.is_dir() for code, t in load_tables(folder).items()}
    return {code: CompiledTable(t) for code, t in found.items()}


@read("/openapi.json", posts=None, budget=4, answer=None, tag=TAG)
def description(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Describe this door as OpenAPI 3.1."""
    from yimen.doors.api.openapi import text

    return HttpResponse(text(), content_type="application/json")
