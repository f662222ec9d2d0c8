"""The delivery of a case in a deed: the row that is there, locked, or a new one. Used by the verbs of a delivery."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import IntegrityError

from yimen.custody.actions import DELIVERY
from yimen.custody.models import Delivery
from yimen.custody.states import DELIVERY_TABLE
from yimen.kernel.action import BORN, Deed
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Conflict, Stale
from yimen.kernel.journal import Entry
from yimen.kernel.words import Words

_NOT_CHOSEN = Words(
    "还没有选领取方式。先选好方式和收件地址。", "No way of delivery is chosen yet: choose it with its address first."
)


@contextmanager
def delivery_deed(verb: str, case_id: UUID, *, actor: Actor) -> Iterator[tuple[Deed[Delivery], Delivery]]:
    """Open a deed on the delivery of a case; its row is new where nothing was done yet and the verb may begin one.

    Raises Conflict where the verb cannot begin one, Stale when somebody else has just begun it.
    """
    known = Delivery.objects.filter(source_kind="case", source_id=case_id).values_list("pk", flat=True).first()
    if known is not None:
        with DELIVERY.act(verb, known, actor=actor) as deed:
            yield deed, deed.subject
        return
    if (BORN, verb) not in DELIVERY_TABLE:
        raise Conflict(_NOT_CHOSEN, verb=verb)
    try:
        with DELIVERY.begin(actor=actor) as deed:
            yield deed, Delivery(source_kind="case", source_id=case_id)
    except IntegrityError as error:
        raise Stale from error


def write(deed: Deed[Delivery], row: Delivery, entry: Entry) -> None:
    """Note what was done: on the row that was there, or as the first entry of a new one."""
    if row in deed.subjects:
        deed.note(row, entry)
    else:
        deed.born(DELIVERY, row, entry)
