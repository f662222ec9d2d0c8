"""Ask for progress without signing in (查进度): receipt number and the last four places of a party's document number.

A wrong number and wrong places are one answer. Every try is written down before it is answered; after too many wrong
ones nobody is answered for a while, whatever she types. Law: 个人信息保护法 art 45 (her own data), 51 (against leaks).
"""

from __future__ import annotations

from dataclasses import dataclass
from hmac import compare_digest
from uuid import UUID

from django.db import transaction

from yimen.cases.actions.inside.tries import note_try, too_often, tries_closed_until
from yimen.cases.models import Application, Party
from yimen.cases.rules.attempts import PER_ADDRESS, PER_NUMBER
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotFound
from yimen.people.reads import known

_KIND = "progress"


@dataclass(frozen=True, slots=True)
class Proved:
    """What somebody has proved: which application, and whose document's last places she knows (`seller[0]`).

    `place` is empty when the places fit several parties: then nothing of any one of them is shown.
    """

    application_id: UUID
    place: str


def inquire(*, receipt_no: str, last_four: str, address: str, actor: Actor) -> Proved:  # noqa: ARG001
    """Return what was proved. `address`: where the question comes from. Raises NotFound, TooOften."""
    number, places = receipt_no.strip().upper(), last_four.strip().upper()
    with transaction.atomic():
        until = tries_closed_until(_KIND, number, address, PER_NUMBER, PER_ADDRESS)
        proved = _proved(number, places) if until is None else None
        if until is None:
            note_try(_KIND, number, address, is_right=proved is not None)
    if until is not None:
        raise too_often(until)
    if proved is None:
        raise NotFound
    return proved


def _proved(receipt_no: str, last_four: str) -> Proved | None:
    row = Application.objects.filter(receipt_no=receipt_no).first() if receipt_no else None
    parties = list(Party.objects.filter(application=row.id).select_related("organisation")) if row else []
    people = known([p.person_id for p in parties if p.person_id])
    fitting = []
    for party in parties:
        number = people[party.person_id].number if party.person_id else ""
        number = number or (party.organisation.credit_code if party.organisation else "")
        if compare_digest(number[-4:].upper().encode(), last_four.encode()):
            fitting.append(f"{party.role}[{party.place}]")
    if row is None or len(last_four) != 4 or not fitting:
        return None
    return Proved(row.id, fitting[0] if len(fitting) == 1 else "")
