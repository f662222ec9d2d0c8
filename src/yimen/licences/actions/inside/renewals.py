"""The application for renewal that waits: shared by the verbs that decide on it."""

from __future__ import annotations

from yimen.kernel.errors import Conflict
from yimen.kernel.words import Words
from yimen.licences.models import Licence, Proceeding
from yimen.licences.states import Verb

_NOT_ASKED = Words("没有登记延续申请，不能决定。", "No application for renewal is recorded: nothing is to be decided.")


def renewal_of(licence: Licence) -> Proceeding:
    """Return the application that waits. Raises Conflict when there is none."""
    if licence.renewal_asked_at is None:
        raise Conflict(_NOT_ASKED)
    return Proceeding.objects.get(licence=licence.id, verb=Verb.PROLONG, ended_at__isnull=True)
