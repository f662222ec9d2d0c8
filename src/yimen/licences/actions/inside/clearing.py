"""Taking a request off a licence."""

from __future__ import annotations

from yimen.licences.models import Licence


def cleared(licence: Licence) -> None:
    """Take the request off the row; the journal keeps that it was made."""
    licence.asked_verb, licence.asked_by_id, licence.asked_at, licence.asked_sealed = "", None, None, None
