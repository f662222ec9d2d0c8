"""What was corrected on the spot in an application: field, before, after, when, by whom at the window."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.cases.reads.application import Filled
from yimen.cases.reads.outcome import in_words
from yimen.cases.states import ApplicationVerb
from yimen.kernel import history
from yimen.kernel.crypto import Key, SealBroken, unseal_with
from yimen.kernel.words import Words
from yimen.people.reads import data_keys, sealing_context


@dataclass(frozen=True, slots=True)
class Mended:
    """One correction; `before` and `after` are empty when the journal does not hold them, or not any more."""

    at: datetime
    by: str
    label: Words
    holder: str
    before: str
    after: str


def mended(application: Filled) -> list[Mended]:
    """Return the corrections of an application that the viewer may see, newest first. At most two statements."""
    entries = [e for e in history.of([("application", application.row.id)]) if e.verb == ApplicationVerb.MEND]
    found = [(e.at, e.actor_name, change) for e in entries for change in _changes(e.data)]
    of_people = data_keys({UUID(c["person"]) for _, _, c in found if c["person"]})
    keys = {str(i): key for i, key in of_people.items()}
    names = {p.place: p.name for p in application.party_sheets}
    lines = [_line(application, at, by, change, keys, names) for at, by, change in found]
    return lines[::-1]


def mended_context(person_id: UUID, field: str) -> bytes:
    """Return what binds a corrected value in the journal to its person and field."""
    return sealing_context(person_id) + b"mend:" + field.encode()


def _changes(data: Mapping[str, object]) -> list[dict[str, str]]:
    changes = data["changes"]
    assert isinstance(changes, list)
    return changes


def _line(
    application: Filled,
    at: datetime,
    by: str,
    change: Mapping[str, str],
    keys: Mapping[str, Key],
    names: Mapping[str, str],
) -> Mended:
    place, _, name = change["field"].partition(".")
    element = application.bundle.elements.get(name)
    before, after = (_opened(change, part, keys) for part in ("before", "after"))
    if element is None:
        return Mended(at, by, Words(name, name), names.get(place, ""), before, after)
    shown = [in_words(element, value) if value else "" for value in (before, after)]
    return Mended(at, by, element.label, names.get(place, ""), *shown)


def _opened(change: Mapping[str, str], part: str, keys: Mapping[str, Key]) -> str:
    value, person = change[part], change["person"]
    if not person or not value:
        return value
    try:
        return unseal_with(keys[person], urlsafe_b64decode(value), mended_context(UUID(person), change["field"]))
    except (KeyError, SealBroken):
        return ""
