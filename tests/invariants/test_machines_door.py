"""The machines' door has the same verbs as the screens: what a person may do, a machine with her posts may do."""

from __future__ import annotations

import json

import yimen.site.urls  # noqa: F401  (declares every address)
from tests.replay import bindings
from yimen.doors.api import openapi

KINDS = ("application", "case", "preparation", "licence", "person", "organisation", "payment")
ELSEWHERE = {
    # Noted by the house when another verb has been done; nobody does them.
    "application.receive": "noted with accept and correct",
    "application.mend": "noted with fill, when an answer is put right",
    "application.fault": "noted when a second correction notice is tried",
    "application.demand": "done by the house when every sum is known",
    "application.close": "done by the house when every case has ended",
    "case.receive": "noted with accept",
    "case.start": "done by the house when a step is ready",
    "case.answer": "a department's system tells it at the inbound door",
    "case.pay": "noted when the payment is settled",
    "case.trouble": "noted when a message is given up",
    "case.conclude": "noted with the last step",
    "case.terminate": "done by the house when a case it needs was refused",
    "case.recount": "done by the house when a holiday notice is imported",
    "licence.issue": "done by the house when a case is granted",
    "licence.sign": "done by the house after issue",
    "licence.supersede": "noted with the issue of the next owner's certificate",
    "person.enrol": "noted with present, join and represent",
    "person.rename": "noted when the document shown bears another name",
    "organisation.enrol": "noted with join",
    "payment.demand": "noted with the application's own",
    "payment.charge": "noted with the application's collect",
    "payment.settle": "the card terminal tells it at the inbound door",
    "payment.decline": "the card terminal tells it at the inbound door",
    # A citizen's own, without an account: a token is always somebody's on duty.
    "preparation.prepare": "at the portal, by who holds the code",
    "preparation.revise": "at the portal, by who holds the code",
    "preparation.erase": "at the portal, by who holds the code",
}
NAMED_OTHERWISE = {
    "application.hand_out": "applications/{application_id}/cases/{case_id}/hand-out",
    "preparation.adopt": "applications/adopt",
    "person.add_document": "people/{person_id}/documents",
    "licence.hand_out": "applications/{application_id}/cases/{case_id}/hand-out",
    "case.check": "applications/{application_id}/check",
    "case.accept": "applications/{application_id}/accept",
    "case.withdraw": "applications/{application_id}/withdraw",
    "application.open": "applications/open",
}
PLACES = {"application": "applications/{application_id}", "case": "cases/{case_id}", "licence": "licences/{licence_id}"}
PLACES |= {"person": "people/{person_id}"}


def test_every_verb_of_the_screens_is_an_operation() -> None:
    """Or it is nobody's to do by hand, and why stands beside it."""
    paths = {path.removeprefix(openapi.BASE) for path in json.loads(openapi.text())["paths"]}
    missing, idle = [], set(ELSEWHERE)
    for binding in bindings():
        for verb in {verb for _, verb in binding.table}:
            name = f"{binding.kind}.{verb}"
            idle.discard(name)
            if binding.kind not in KINDS or name in ELSEWHERE:
                continue
            place = NAMED_OTHERWISE.get(name) or f"{PLACES.get(binding.kind, '')}/{verb.replace('_', '-')}"
            if place not in paths:
                missing.append(f"{name}: {place}")
    assert missing == []
    assert idle == set(), "no such verb any more"
