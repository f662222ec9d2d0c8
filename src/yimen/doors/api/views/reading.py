"""Reads: sheets and lists. Every answer that shows a person is written in the access log."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from ninja import Query
from pydantic import Field

from yimen.cases.reads.application import filled
from yimen.cases.reads.completeness import completeness
from yimen.cases.reads.correction import correction
from yimen.cases.reads.estimate import estimate
from yimen.cases.reads.lists import hall, hall_counts, own_applications, own_by_name
from yimen.cases.reads.mended import mended
from yimen.cases.reads.sheets import application_sheet, case_sheet
from yimen.cases.reads.work import LONGEST_SEARCH, Which, counts, work
from yimen.catalogue.rules.forms import asked
from yimen.doors.api import list_sheets, list_told, sheets, told
from yimen.doors.api.door import MachineRequest
from yimen.doors.api.machine import read
from yimen.doors.api.shapes import PLAIN
from yimen.kernel import looks
from yimen.people.states import Post

CLERK = (Post.WINDOW_CLERK,)
OFFICERS = (Post.EXAMINER, Post.APPROVER, Post.AGENCY_HEAD, Post.GOVERNMENT_HEAD)
DESK = (Post.SECOND_CHECKER, *OFFICERS)
PURPOSE = "接口查询"
_ONE = "/applications/{application_id}"
PageNumber = Annotated[int, Field(ge=1, le=100_000)]
Searched = Annotated[str, Query(max_length=LONGEST_SEARCH, pattern=PLAIN)]


@read("/applications", posts=CLERK, budget=12, answer=list_sheets.ApplicationsAnswer, tag="lists")
def own(request: MachineRequest, q: Searched = "") -> Any:
    """List what this clerk opened or accepted, newest first; with `q`, by a name or its pinyin."""
    found = own_by_name(request.actor, q.strip()) if q.strip() else own_applications(request.actor)
    return {"applications": [list_told.application_line(x) for x in found], "counts": {}}


@read("/hall", posts=(Post.HALL_MANAGER,), budget=10, answer=list_sheets.ApplicationsAnswer, tag="lists")
def of_hall(request: MachineRequest, state: Annotated[str, Query(max_length=24, pattern="^[a-z_]*$")] = "") -> Any:
    """List the newest applications of the manager's halls, all or those in one state, with the count by state."""
    lines = [list_told.application_line(x) for x in hall(request.actor, state=state)]
    return {"applications": lines, "counts": hall_counts(request.actor)}


@read("/work", posts=(*DESK, Post.HALL_MANAGER), budget=12, answer=list_sheets.WorkAnswer, tag="lists")
def of_desk(request: MachineRequest, which: Which = Which.TODO, page: PageNumber = 1, q: Searched = "") -> Any:
    """List what waits at this desk, nearest limit first, fifty a page; `which` names another of its lists.

    `q` is part of a receipt number, of a party's name (or its pinyin) or of a matter's name.
    """
    found = work(request.actor, which, page, q)
    return {"work": [list_told.work_line(x) for x in found.lines], "count": found.count}


@read("/work/counts", posts=(*DESK, Post.HALL_MANAGER), budget=8, answer=list_sheets.WorkCountsAnswer, tag="lists")
def how_much(request: MachineRequest) -> Any:
    """Say how much lies in each list of this desk."""
    return {"counts": {which.value: count for which, count in counts(request.actor).items()}}


@read(
    _ONE,
    posts=(*CLERK, Post.SECOND_CHECKER, Post.HALL_MANAGER),
    budget=20,
    answer=sheets.ApplicationAnswer,
    tag="applications",
)
def application(request: MachineRequest, application_id: UUID) -> Any:
    """Show an application: parties, cases, payment, documents, history, and the verbs possible now."""
    sheet = application_sheet(request.actor, application_id)
    looks.look(request.actor, sheet.filled.person_ids, purpose=PURPOSE, page=request.path)
    return told.application(sheet)


@read(
    _ONE + "/completeness",
    posts=(*CLERK, Post.SECOND_CHECKER),
    budget=20,
    answer=sheets.CompletenessAnswer,
    tag="applications",
)
def lacking(request: MachineRequest, application_id: UUID) -> Any:
    """Show an application's merged form and pile, what it lacks, and the estimate of taxes and fees.

    While a correction is awaited, also what the notice named and what of it is there.
    """
    found = filled(request.actor, application_id)
    examined = completeness(found)
    looks.look(request.actor, found.person_ids, purpose=PURPOSE, page=request.path)
    named, corrected = correction(found, examined), mended(found)
    return told.completeness(found, examined, estimate(found, examined), named, corrected)


@read("/cases/{case_id}", posts=OFFICERS, budget=20, answer=sheets.DeskAnswer, tag="cases")
def case(request: MachineRequest, case_id: UUID) -> Any:
    """Show a case of the officer's department with what its matter asks of the application."""
    sheet = case_sheet(request.actor, case_id)
    looks.look(request.actor, sheet.filled.person_ids, purpose=PURPOSE, page=request.path)
    of = sheet.filled
    form = asked([sheet.case.standard.acceptance], of.bundle.elements, of.counts, of.facts)
    return told.desk(sheet, {f.field: of.answers.get(f.field, "") for f in form})
