"""Every verb of the rooms can be done by a machine, but for those that only the house itself does."""

from __future__ import annotations

from collections.abc import Mapping

import yimen.site.urls  # noqa: F401  (declares every address)
from tests.replay import bindings
from yimen.doors.api import openapi

KINDS = {"application", "case", "preparation", "licence", "payment", "person", "organisation", "hand_over", "delivery"}
BY_THE_HOUSE: Mapping[str, str] = {
    "application.close": "follows when every case has ended",
    "application.demand": "follows when the tax is assessed",
    "case.answer": "a department's system answers",
    "case.decide_by_table": "the relay lets the table of the standard decide",
    "case.pay": "follows when the terminal has settled",
    "case.recount": "follows when the yearly calendar is imported (`yimen calendar`)",
    "case.start": "follows when what a step needs is done",
    "case.terminate": "follows when a case it depends on is refused",
    "case.trouble": "a department's system does not answer or contradicts itself",
    "licence.deem_renewed": "follows when an agency was silent to the end of a validity (行政许可法 art 50(2))",
    "licence.expire": "follows when a validity is over and was not renewed",
    "licence.remind": "follows when the time to apply for renewal comes to its end",
    "licence.sign": "the relay signs the file of a new version",
    "licence.supersede": "follows when the next owner's certificate is issued",
    "payment.decline": "the card terminal answers",
    "payment.demand": "follows with the application's demand",
    "payment.settle": "the card terminal answers",
}


def by_machines() -> set[str]:
    """Return every verb that an operation of the description says it does."""
    described = openapi.document()["paths"].values()
    return {verb for methods in described for operation in methods.values() for verb in operation.get("x-verbs", ())}


def test_every_verb_has_an_operation() -> None:
    """In both directions: a verb that is new needs one, or a reason; a reason that is old goes."""
    registered = {f"{b.kind}.{verb}" for b in bindings() if b.kind in KINDS for _, verb in b.table}
    assert registered - by_machines() == set(BY_THE_HOUSE)
    assert by_machines() <= registered


def test_every_kind_is_thought_of() -> None:
    """A new kind of subject is in the list above, or among those that no person has in hand."""
    of_the_house = {"message", "document", "token"}  # sent, issued and granted as something else is done
    assert {b.kind for b in bindings()} == KINDS | of_the_house
