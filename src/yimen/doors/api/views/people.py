"""Persons at the window: opened by a document, shown, given a further document, the full number with a reason."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from ninja import Query

from yimen.cases.reads.application import filled
from yimen.cases.reads.earlier import earlier
from yimen.doors.api import list_sheets, list_told, shapes, sheets
from yimen.doors.api.door import MachineRequest
from yimen.doors.api.machine import read, verb
from yimen.kernel import looks
from yimen.kernel.errors import NotFound
from yimen.people.actions.add_document import add_document
from yimen.people.actions.present import present_with
from yimen.people.actions.unmask import unmask
from yimen.people.reads import at_window, person
from yimen.people.states import Post

CLERK = (Post.WINDOW_CLERK,)
TAG, PURPOSE = "people", "接口查询"
_OF_APPLICATION = "/applications/{application_id}/people/{person_id}"


@verb(
    "/people/present",
    posts=CLERK,
    budget=24,
    answer=sheets.PersonHere,
    tag=TAG,
    does=("person.enrol", "person.rename"),
)
def present(request: MachineRequest, body: shapes.Person) -> Any:
    """Open a person at this window by her document, put on record when new: from now until the day ends she is seen."""
    found = present_with(
        number=body.number,
        name=body.name,
        phone=body.phone,
        document=body.document,
        corrects=body.corrects,
        actor=request.actor,
    )
    return {"person_id": found.person_id}


@read("/people", posts=CLERK, budget=10, answer=list_sheets.PeopleAnswer, tag=TAG)
def people(request: MachineRequest, q: Annotated[str, Query(max_length=60, pattern=shapes.PLAIN)] = "") -> Any:
    """List the persons at this clerk's window today whose names `q` finds, by pinyin too."""
    found = at_window(request.actor, q.strip())
    looks.look(request.actor, [p.id for p in found], purpose=PURPOSE, page=request.path)
    return {"people": [list_told.person(p) for p in found]}


@read("/people/{person_id}", posts=CLERK, budget=8, answer=list_sheets.PersonAnswer, tag=TAG)
def one_person(request: MachineRequest, person_id: UUID) -> Any:
    """Show a person who is at this clerk's window today."""
    sheet = person(request.actor, person_id)
    looks.look(request.actor, [person_id], purpose=PURPOSE, page=request.path)
    return list_told.person(sheet)


@read("/people/{person_id}/applications", posts=CLERK, budget=12, answer=list_sheets.PastAnswer, tag=TAG)
def past(request: MachineRequest, person_id: UUID) -> Any:
    """List the applications of a person who is at this clerk's window, newest first, and nothing inside them."""
    _, lines = earlier(request.actor, person_id)
    looks.look(request.actor, [person_id], purpose=PURPOSE, page=request.path)
    return {"applications": [list_told.earlier_line(line) for line in lines]}


@verb(
    _OF_APPLICATION + "/add-document",
    posts=CLERK,
    budget=24,
    answer=sheets.PersonHere,
    tag=TAG,
    does=("person.add_document",),
)
def add_document_of(
    request: MachineRequest, application_id: UUID, person_id: UUID, body: shapes.FurtherDocument
) -> Any:
    """Add another document of somebody in the application who is at this window."""
    if person_id not in filled(request.actor, application_id).person_ids:
        raise NotFound
    add_document(person_id=person_id, document=body.document, number=body.number, actor=request.actor)
    return {"person_id": person_id}


@verb(
    _OF_APPLICATION + "/unmask",
    posts=CLERK,
    budget=20,
    answer=sheets.FullNumber,
    tag=TAG,
    does=("person.unmask",),
    is_kept=False,
)
def unmask_person(request: MachineRequest, application_id: UUID, person_id: UUID, body: shapes.Reason) -> Any:
    """Show the full number of the document that somebody in the application showed; the reason is journalled."""
    document = filled(request.actor, application_id).document_of(person_id)
    number = unmask(person_id=person_id, reason=body.reason, document=document, actor=request.actor)
    return {"person_id": person_id, "number": number}
