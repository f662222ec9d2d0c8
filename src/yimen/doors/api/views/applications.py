"""Applications: from a draft to the certificate handed out. The verbs of the counter and the second check."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from yimen.cases.actions.accept import accept
from yimen.cases.actions.check import check
from yimen.cases.actions.collect import collect
from yimen.cases.actions.discard import discard
from yimen.cases.actions.dismiss import dismiss
from yimen.cases.actions.fill import fill
from yimen.cases.actions.give_back import give_back
from yimen.cases.actions.hand_in import Given, hand_in
from yimen.cases.actions.hand_out import hand_out
from yimen.cases.actions.join import join
from yimen.cases.actions.keep import keep
from yimen.cases.actions.leave import leave
from yimen.cases.actions.look_up import look_up
from yimen.cases.actions.open import open_
from yimen.cases.actions.present import present
from yimen.cases.actions.represent import represent
from yimen.cases.actions.vouch import vouch
from yimen.cases.actions.withdraw import withdraw
from yimen.cases.states import ApplicationState
from yimen.doors.api import shapes, sheets, told
from yimen.doors.api.door import MachineRequest
from yimen.doors.api.machine import verb
from yimen.people.states import Post

CLERK = (Post.WINDOW_CLERK,)
TAG = "applications"
_ONE = "/applications/{application_id}"


@verb("/applications/open", posts=CLERK, budget=16, answer=sheets.Opened, tag=TAG, does=("application.open",))
def open_application(request: MachineRequest, body: shapes.Bundle) -> Any:
    """Open a draft at the token's window."""
    return {"application_id": open_(bundle=body.bundle, actor=request.actor)}


@verb(
    "/applications/hand-in",
    posts=CLERK,
    budget=52,
    answer=sheets.HandedInAnswer,
    tag=TAG,
    does=(
        "application.open",
        "application.join",
        "application.fill",
        "application.keep",
        "application.receive",
        "application.accept",
        "case.receive",
        "case.accept",
        "person.enrol",
        "organisation.enrol",
    ),
)
def hand_in_application(request: MachineRequest, body: shapes.WholeApplication) -> Any:
    """Hand in a whole application in one call and one transaction: parties, answers, documents, acceptance."""
    done = hand_in(
        bundle=body.bundle,
        parties=[Given(p.role, p.document, p.number, p.name) for p in body.parties],
        answers=body.answers,
        pile={
            d.key: [s.opened(f"documents[{n}].scans[{i}]") for i, s in enumerate(d.scans)]
            for n, d in enumerate(body.documents)
        },
        is_accepting=body.accept,
        actor=request.actor,
    )
    cases = [{"case_id": i, "number": n, "matter": m} for i, n, m in done.cases]
    return {
        "application_id": done.application_id,
        "state": done.state,
        "receipt_no": done.receipt_no,
        "cases": cases,
    }


@verb("/applications/present", posts=CLERK, budget=20, answer=sheets.Opened, tag=TAG)
def present_application(request: MachineRequest, body: shapes.Receipt) -> Any:
    """Open an application for today by its receipt number and four places of a party's document number."""
    found = present(receipt_no=body.receipt_no, last_four=body.last_four, actor=request.actor)
    return {"application_id": found}


@verb(
    _ONE + "/join",
    posts=CLERK,
    budget=45,
    answer=sheets.Joined,
    tag=TAG,
    does=("application.join", "person.enrol", "person.rename", "organisation.enrol"),
)
def join_application(request: MachineRequest, application_id: UUID, body: shapes.PartyHere) -> Any:
    """Add a party by document number and name."""
    place = join(
        application_id=application_id,
        role=body.role,
        document=body.document,
        number=body.number,
        name=body.name,
        corrects=body.corrects,
        actor=request.actor,
    )
    return {"place": place}


@verb(
    _ONE + "/represent",
    posts=CLERK,
    budget=45,
    answer=sheets.Done,
    tag=TAG,
    does=("application.represent", "person.enrol", "person.rename"),
)
def represent_party(request: MachineRequest, application_id: UUID, body: shapes.Acting) -> Any:
    """Put on record who acts for a party, in place of any other."""
    represent(
        application_id=application_id,
        place=body.place,
        kind=body.kind,
        document=body.document,
        number=body.number,
        name=body.name,
        corrects=body.corrects,
        actor=request.actor,
    )
    return told.done(application_id)


@verb(_ONE + "/dismiss", posts=CLERK, budget=45, answer=sheets.Done, tag=TAG, does=("application.dismiss",))
def dismiss_representative(request: MachineRequest, application_id: UUID, body: shapes.Place) -> Any:
    """Take out who acts for a party, with the documents that only she brought."""
    dismiss(application_id=application_id, place=body.place, actor=request.actor)
    return told.done(application_id)


@verb(_ONE + "/leave", posts=CLERK, budget=28, answer=sheets.Done, tag=TAG, does=("application.leave",))
def leave_application(request: MachineRequest, application_id: UUID, body: shapes.Role) -> Any:
    """Take the last party of a role out, with her answers and documents."""
    leave(application_id=application_id, role=body.role, actor=request.actor)
    return told.done(application_id)


@verb(
    _ONE + "/fill", posts=CLERK, budget=28, answer=sheets.Done, tag=TAG, does=("application.fill", "application.mend")
)
def fill_application(request: MachineRequest, application_id: UUID, body: shapes.Answers) -> Any:
    """Keep answers of the form; every wrong field is named."""
    fill(application_id=application_id, answers=body.answers, actor=request.actor)
    return told.done(application_id)


@verb(_ONE + "/look-up", posts=CLERK, budget=34, answer=sheets.Done, tag=TAG, does=("application.look_up",))
def look_up_application(request: MachineRequest, application_id: UUID, body: shapes.Key) -> Any:
    """Ask the bundle's register and fill in what it says."""
    look_up(application_id=application_id, key=body.key, actor=request.actor)
    return told.done(application_id)


@verb(_ONE + "/keep", posts=CLERK, budget=40, answer=sheets.Done, tag=TAG, does=("application.keep",))
def keep_document(request: MachineRequest, application_id: UUID, body: shapes.Document) -> Any:
    """Keep a document of the list with its scans."""
    scans = [scan.opened(f"scans[{n}]") for n, scan in enumerate(body.scans)]
    keep(application_id=application_id, keys=[body.key], scans=scans, actor=request.actor)
    return told.done(application_id)


@verb(_ONE + "/give-back", posts=CLERK, budget=20, answer=sheets.Done, tag=TAG, does=("application.give_back",))
def give_back_document(request: MachineRequest, application_id: UUID, body: shapes.DocumentKey) -> Any:
    """Give a document back."""
    give_back(application_id=application_id, key=body.key, actor=request.actor)
    return told.done(application_id)


@verb(_ONE + "/vouch", posts=CLERK, budget=20, answer=sheets.Done, tag=TAG, does=("application.vouch",))
def vouch_for_document(request: MachineRequest, application_id: UUID, body: shapes.DocumentKey) -> Any:
    """Say that the original of an uploaded document was seen."""
    vouch(application_id=application_id, key=body.key, actor=request.actor)
    return told.done(application_id)


@verb(_ONE + "/discard", posts=CLERK, budget=16, answer=sheets.Done, tag=TAG, does=("application.discard",))
def discard_application(request: MachineRequest, application_id: UUID, body: shapes.Nothing) -> Any:  # noqa: ARG001
    """Discard a draft."""
    discard(application_id=application_id, actor=request.actor)
    return told.done(application_id, ApplicationState.DISCARDED)


@verb(
    _ONE + "/accept",
    posts=CLERK,
    budget=40,
    answer=sheets.Done,
    tag=TAG,
    does=("application.receive", "application.accept", "case.receive", "case.accept"),
)
def accept_application(request: MachineRequest, application_id: UUID, body: shapes.Nothing) -> Any:  # noqa: ARG001
    """Receive and accept every case together, or be told everything that is lacking at once."""
    receipt_no = accept(application_id=application_id, actor=request.actor)
    return told.done(application_id, ApplicationState.ACCEPTED, receipt_no)


@verb(
    _ONE + "/check",
    posts=(Post.SECOND_CHECKER,),
    budget=44,
    answer=sheets.Done,
    tag=TAG,
    does=("application.check", "case.check"),
)
def check_application(request: MachineRequest, application_id: UUID, body: shapes.Opinion) -> Any:
    """Check what the window accepted. Who accepted may not check (一审一核)."""
    check(application_id=application_id, opinion=body.opinion.strip(), actor=request.actor)
    return told.done(application_id, ApplicationState.ACCEPTED)


@verb(_ONE + "/withdraw", posts=CLERK, budget=40, answer=sheets.Done, tag=TAG, does=("case.withdraw",))
def withdraw_application(request: MachineRequest, application_id: UUID, body: shapes.Withdrawal) -> Any:
    """Take an application back at its applicants' signed request: every matter that is not decided ends."""
    signed = body.is_signed_by_all
    withdraw(application_id=application_id, reason=body.reason, is_signed_by_all=signed, actor=request.actor)
    return told.done(application_id, ApplicationState.ACCEPTED)


@verb(
    _ONE + "/collect",
    posts=CLERK,
    budget=24,
    answer=sheets.Done,
    tag=TAG,
    does=("application.collect", "payment.charge"),
)
def collect_payment(request: MachineRequest, application_id: UUID, body: shapes.Nothing) -> Any:  # noqa: ARG001
    """Send the payment to the window's card terminal."""
    collect(application_id=application_id, actor=request.actor)
    return told.done(application_id, ApplicationState.ACCEPTED)


@verb(
    _ONE + "/cases/{case_id}/hand-out",
    posts=CLERK,
    budget=34,
    answer=sheets.CaseDone,
    tag=TAG,
    does=("application.hand_out", "licence.hand_out", "delivery.deliver"),
)
def hand_out_certificate(request: MachineRequest, application_id: UUID, case_id: UUID, body: shapes.Receiver) -> Any:
    """Note that a party collected the case's certificate."""
    hand_out(application_id=application_id, case_id=case_id, receiver=body.receiver, actor=request.actor)
    return {"case_id": case_id}
