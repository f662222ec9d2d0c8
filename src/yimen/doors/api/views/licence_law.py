"""What 行政许可法 adds to a licence, by machine: revocation and recall with prior notice, renewal, what ends when."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from yimen.doors.api import desk_sheets, desk_told, shapes
from yimen.doors.api.door import MachineRequest
from yimen.doors.api.machine import binary, read, verb
from yimen.kernel import looks
from yimen.licences.actions.ask_renewal import ask_renewal
from yimen.licences.actions.deny_renewal import deny_renewal
from yimen.licences.actions.desist import desist
from yimen.licences.actions.forewarn import forewarn
from yimen.licences.actions.hear import hear
from yimen.licences.actions.prolong import prolong
from yimen.licences.actions.recall import recall
from yimen.licences.actions.revoke import revoke
from yimen.licences.reads import desk_licence
from yimen.licences.reads.proceedings import due_to_expire, forewarned, life_of, paper_pdf, to_deregister
from yimen.people.states import Post

EXAMINER, APPROVER = (Post.EXAMINER,), (Post.APPROVER,)
OFFICERS = (*EXAMINER, *APPROVER)
TAG, PURPOSE = "licences", "接口查询证照"
_ONE = "/licences/{licence_id}"
_DONE = desk_sheets.LicenceDone


@read("/licences/due", posts=OFFICERS, budget=10, answer=desk_sheets.DueAnswer, tag=TAG)
def due(request: MachineRequest) -> Any:
    """List the licences whose validity ends, whose holders are being heard, and which are to be deregistered."""
    lists = {
        "to_expire": due_to_expire(request.actor),
        "forewarned": forewarned(request.actor),
        "to_deregister": to_deregister(request.actor),
    }
    return {name: [desk_told.due_line(line) for line in lines] for name, lines in lists.items()}


@read(_ONE + "/life", posts=OFFICERS, budget=20, answer=desk_sheets.LifeAnswer, tag=TAG)
def life(request: MachineRequest, licence_id: UUID) -> Any:
    """Show validity, the intention that is under way, and the papers of a licence."""
    looks.look(request.actor, desk_licence(request.actor, licence_id).holder_ids, purpose=PURPOSE, page=request.path)
    return desk_told.life(life_of(request.actor, licence_id))


@read(_ONE + "/papers/{paper_id}", posts=OFFICERS, budget=14, answer=None, tag=TAG, extra=binary("application/pdf"))
def paper(request: MachineRequest, licence_id: UUID, paper_id: UUID) -> HttpResponse:
    """Return a paper about a licence."""
    content, holders = paper_pdf(request.actor, licence_id, paper_id)
    looks.look(request.actor, holders, purpose=PURPOSE, page=request.path)
    return HttpResponse(content, content_type="application/pdf")


@verb(_ONE + "/forewarn", posts=EXAMINER, budget=24, answer=_DONE, tag=TAG, does=("licence.forewarn",))
def forewarn_holder(request: MachineRequest, licence_id: UUID, body: shapes.Intention) -> Any:
    """Tell the holder of an intended revocation or recall, with the time to state her case (事先告知)."""
    forewarn(licence_id=licence_id, actor=request.actor, **body.model_dump())
    return {"licence_id": licence_id}


@verb(_ONE + "/hear", posts=EXAMINER, budget=16, answer=_DONE, tag=TAG, does=("licence.hear",))
def hear_holder(request: MachineRequest, licence_id: UUID, body: shapes.Statement) -> Any:
    """Put on record what the holder states (陈述申辩)."""
    hear(licence_id=licence_id, stated=body.stated, actor=request.actor)
    return {"licence_id": licence_id}


@verb(_ONE + "/revoke", posts=APPROVER, budget=26, answer=_DONE, tag=TAG, does=("licence.revoke",))
def revoke_licence(request: MachineRequest, licence_id: UUID, body: shapes.Revocation) -> Any:
    """Revoke the licence on the ground that the holder was told of (撤销, art 69)."""
    revoke(licence_id=licence_id, actor=request.actor, **body.model_dump())
    return {"licence_id": licence_id}


@verb(_ONE + "/recall", posts=APPROVER, budget=26, answer=_DONE, tag=TAG, does=("licence.recall",))
def recall_licence(request: MachineRequest, licence_id: UUID, body: shapes.Recollection) -> Any:
    """Recall a lawful licence for the public interest, with compensation (撤回, art 8(2))."""
    recall(licence_id=licence_id, actor=request.actor, **body.model_dump())
    return {"licence_id": licence_id}


@verb(_ONE + "/desist", posts=APPROVER, budget=26, answer=_DONE, tag=TAG, does=("licence.desist",))
def desist_from_ending(request: MachineRequest, licence_id: UUID, body: shapes.Kept) -> Any:
    """Keep the licence that the holder was warned about (不予撤销、不予撤回)."""
    desist(licence_id=licence_id, actor=request.actor, **body.model_dump())
    return {"licence_id": licence_id}


@verb(
    _ONE + "/ask-renewal",
    posts=EXAMINER,
    budget=24,
    answer=_DONE,
    tag=TAG,
    does=("licence.ask_renewal",),
)
def record_renewal(request: MachineRequest, licence_id: UUID, body: shapes.Renewal) -> Any:
    """Record the holder's application for a longer validity, with its receipt (申请延续)."""
    ask_renewal(licence_id=licence_id, reason=body.reason, actor=request.actor)
    return {"licence_id": licence_id}


@verb(
    _ONE + "/prolong",
    posts=APPROVER,
    budget=28,
    answer=_DONE,
    tag=TAG,
    does=("licence.prolong", "licence.issue"),
)
def prolong_licence(request: MachineRequest, licence_id: UUID, body: shapes.Decided) -> Any:
    """Grant a longer validity: a new version takes the licence's place (准予延续)."""
    return {"licence_id": prolong(licence_id=licence_id, opinion=body.opinion, actor=request.actor)}


@verb(
    _ONE + "/deny-renewal",
    posts=APPROVER,
    budget=24,
    answer=_DONE,
    tag=TAG,
    does=("licence.deny_renewal",),
)
def deny_longer_validity(request: MachineRequest, licence_id: UUID, body: shapes.Denial) -> Any:
    """Deny a longer validity, with reason, basis and remedies (不予延续)."""
    deny_renewal(licence_id=licence_id, actor=request.actor, **body.model_dump())
    return {"licence_id": licence_id}
