"""What tests of the desk share: a sale with scans in its pile, and many of them."""

from __future__ import annotations

from uuid import UUID

from simulators.population import Sale
from tests.journeys.selling import drafted
from tests.scans import pdf, png
from yimen.cases.actions.accept import accept
from yimen.cases.actions.give_back import give_back
from yimen.cases.actions.keep import keep
from yimen.cases.reads.application import filled
from yimen.kernel.actor import Actor


def scanned_sale(sale: Sale, clerk: Actor) -> UUID:
    """Return an accepted application in whose pile a picture and a PDF lie."""
    draft = drafted(sale, clerk)
    keys = list(filled(clerk, draft).given)[:3]
    for key, name, content in zip(keys, ("a.png", "b.pdf", "c.png"), (png(), pdf(), png()), strict=True):
        give_back(application_id=draft, key=key, actor=clerk)
        keep(application_id=draft, keys=[key], scans=[(name, content)], actor=clerk)
    accept(application_id=draft, actor=clerk)
    return draft
