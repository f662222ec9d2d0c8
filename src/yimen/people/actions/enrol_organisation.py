"""Put an organisation on record by its unified social credit code (单位建档), or find the one already there.

The code is public.
"""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.people.actions import ORGANISATION
from yimen.people.models import Organisation
from yimen.people.reads import organisation
from yimen.people.rules.identity import credit_code
from yimen.people.rules.names import organisation_name
from yimen.people.states import Verb


@entry(
    "organisation",
    Verb.ENROL,
    citizen=Words("单位信息已建档。", "The organisation's record was made."),
    clerk=Words("{by}为单位建档。", "{by} put the organisation on record."),
)
class EnrolOrganisation(Entry, frozen=True):
    """An organisation was put on record."""


def enrol_organisation(*, code: str, name: str, actor: Actor) -> UUID:
    """Return the organisation with this code, put on record when new. Raises BadInput."""
    checked, name = credit_code(code), organisation_name(name)
    known = organisation(checked.code)
    if known is None:
        try:
            with transaction.atomic(), ORGANISATION.begin(actor=actor) as deed:
                row = Organisation(credit_code=checked.code, name=name)
                deed.born(ORGANISATION, row, EnrolOrganisation())
            return row.id
        except IntegrityError:  # somebody else put the same organisation on record just now
            known = organisation(checked.code)
            assert known is not None
    if known.name != name:
        raise BadInput(
            Words(
                f"这个代码的档案登记名称是“{known.name}”，请核对。",
                f'This code is on record under the name "{known.name}"; please check.',
            )
        )
    return known.id
