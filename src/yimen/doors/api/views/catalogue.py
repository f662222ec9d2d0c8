"""The catalogue: bundles, matters, decision tables and the estimates that packs offer. Nobody's data."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query

from yimen.cases.actions.prepare import keep_checked
from yimen.cases.reads.preparation import list_of
from yimen.cases.rules.facts import facts_of
from yimen.catalogue.reads import Standard, bundles, directory, matter_sheet
from yimen.catalogue.reads import bundle as bundle_of
from yimen.catalogue.rules.estimates import EstimateForm
from yimen.catalogue.rules.questions import questions
from yimen.catalogue.rules.table_engine import CompiledTable
from yimen.catalogue.rules.table_facts import day_of
from yimen.catalogue.rules.table_text import tables_of_packs
from yimen.doors.api import list_sheets, open_sheets, open_told, shapes, sheets, told
from yimen.doors.api.door import MachineRequest
from yimen.doors.api.machine import read, verb
from yimen.doors.kit import guide
from yimen.kernel import clock
from yimen.kernel.errors import BadInput, NotFound
from yimen.kernel.registry import of_all_packs, packs
from yimen.kernel.words import Words

TAG = "catalogue"
MOST = 40
Words60 = Annotated[str, Query(max_length=60, pattern=shapes.PLAIN)]
_NOT_ASKED = Words("这个估算不问这一项。", "The estimate does not ask this.")


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


@verb("/tables/{code}/decide", posts=(), budget=8, answer=list_sheets.DecisionAnswer, tag=TAG)
def decide_by_table(request: MachineRequest, code: str, body: shapes.Question) -> Any:  # noqa: ARG001
    """Ask a decision table: the outputs and the row that holds, with its source."""
    table = _tables().get(code)
    if table is None:
        raise NotFound
    found = table.decide(day_of(body.on), dict(body.facts))
    return {"table": found.table, "on": body.on, "outputs": dict(found.outputs), "row": found.as_json()}


@read("/bundles/{code}/guide", posts=None, budget=10, answer=open_sheets.BundleGuideAnswer, tag=TAG)
def guide_of_bundle(request: MachineRequest, code: str) -> Any:  # noqa: ARG001
    """Show the guide of a bundle: what is handed over together, and each of its matters."""
    sheet = bundle_of(code)
    return open_told.bundle_guide(guide.merged_documents(sheet), guide.of_bundle(sheet, clock.today()))


@read("/matters/{code}/guide", posts=None, budget=10, answer=open_sheets.GuideAnswer, tag=TAG)
def guide_of_matter(request: MachineRequest, code: str) -> Any:  # noqa: ARG001
    """Show everything that the published standard says of a matter, in the order a citizen asks."""
    return open_told.guide(guide.of_matter(code, clock.today()))


@verb("/bundles/{code}/needs", posts=None, budget=8, answer=open_sheets.NeedsAnswer, tag=TAG)
def needs(request: MachineRequest, code: str, body: shapes.Needs) -> Any:  # noqa: ARG001
    """Say what is needed: the questions that decide it and are not answered yet, and the documents so far."""
    sheet = bundle_of(code)
    answers = keep_checked(sheet, body.counts, body.answers)
    _, pile = list_of(sheet, body.counts, answers, clock.today())
    facts = facts_of(sheet.text, body.counts, answers, clock.today())
    asked = questions(sheet.acceptances, sheet.elements, body.counts, facts)
    return {
        "questions": [told.field(q, answers, {}) for q in asked if q.field not in answers],
        "pile": [told.needed(n, {}) for n in pile],
    }


@read("/directory", posts=None, budget=6, answer=open_sheets.DirectoryAnswer, tag=TAG)
def find_matters(request: MachineRequest, q: Words60 = "", department: Words60 = "") -> Any:  # noqa: ARG001
    """Find matters of the directory by words or pinyin, or list a department's; the departments with their counts."""
    view = directory()
    if department and department not in view.departments:
        raise NotFound
    found = view.find(q, MOST) if q.strip() else view.departments.get(department, ())
    return open_told.directory(view, found)


@read("/directory/{code}", posts=None, budget=6, answer=open_sheets.DirectoryMatterAnswer, tag=TAG)
def one_of_directory(request: MachineRequest, code: str) -> Any:  # noqa: ARG001
    """Show a matter of the directory: where it is handed in, what to bring, who decides, by when."""
    return open_told.directory_matter(matter_sheet(code))


@read("/estimates", posts=None, budget=8, answer=open_sheets.EstimatesAnswer, tag=TAG)
def all_estimates(request: MachineRequest) -> Any:  # noqa: ARG001
    """List the estimates that the packs offer, each with its questions."""
    return {"estimates": [open_told.estimate_form(form) for form in _estimates().values()]}


@verb("/estimates/{code}", posts=None, budget=8, answer=open_sheets.EstimatedAnswer, tag=TAG)
def estimate(request: MachineRequest, code: str, body: shapes.EstimateAnswers) -> Any:  # noqa: ARG001
    """Estimate what is likely due, line by line with the rows that gave it; the deciding office's answer binds."""
    form = _estimates().get(code)
    if form is None:
        raise NotFound
    unknown = set(body.answers) - {field.name for field in form.fields}
    if unknown:
        raise BadInput(_NOT_ASKED, {name: [_NOT_ASKED] for name in sorted(unknown)})
    return open_told.estimated(form.estimate(body.answers))


def _standards() -> dict[str, Standard]:
    return {s.matter: s for b in bundles().values() for s in b.standards}


def _estimates() -> dict[str, EstimateForm]:
    return {form.code: form for form in of_all_packs("estimates")}


@cache
def _tables() -> dict[str, CompiledTable]:
    found = tables_of_packs(Path(str(pack.folder)) for pack in packs())
    return {table.code: CompiledTable(table) for table in found}


@read("/openapi.json", posts=None, budget=4, answer=None, tag=TAG)
def description(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Describe this door as OpenAPI 3.1."""
    from yimen.doors.api.openapi import text

    return HttpResponse(text(), content_type="application/json")
