"""Let the applicant correct on the spot what was given wrong (当场更正): at the window, before acceptance, at once.

Law: 行政许可法 art 32(1)3 (must be let corrected on the spot); 不动产登记暂行条例 art 17(1)2. No notice, no clock.
Done by filling the field in again; a paper is put right by giving it back and taking the right one, or by scanning it
again (its former scan is kept until acceptance).
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from uuid import UUID

import msgspec

from yimen.cases.models import Application
from yimen.cases.reads.application import Filled
from yimen.cases.reads.mended import mended_context
from yimen.cases.states import ApplicationVerb
from yimen.kernel.action import Deed
from yimen.kernel.crypto import Key, seal_with
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.people.reads import data_keys


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A field with what stood there and what stands there now.

    In clear only what the dictionary does not seal and no person gave of herself; what a `person` gave is sealed under
    her own key, so that erasing it leaves the chain whole. Anything else is named without its values.
    """

    field: str
    before: str = ""
    after: str = ""
    person: str = ""


@entry(
    "application",
    ApplicationVerb.MEND,
    citizen=Words("您当场更正了{count}处，不影响期限。", "You corrected {count} points on the spot; no limit changes."),
    clerk=Words("{by}让申请人当场更正了{count}处。", "{by} let the applicant correct {count} points on the spot."),
)
class Mend(Entry, frozen=True):
    """Something that was given wrong was corrected on the spot."""

    count: int
    changes: list[Change]


def note_mended(deed: Deed[Application], before: Filled, changed: Mapping[str, str]) -> None:
    """Note, inside an open deed, those of the changed answers that stood there before; nothing when none did."""
    mended = sorted(field for field in changed if field in before.answers)
    if not mended:
        return
    holders = {p.key: p.person_id for p in before.parties}
    keys = data_keys({h for f in mended if (h := holders.get(_place(f))) is not None})
    changes = [_change(before, field, changed[field], holders, keys) for field in mended]
    deed.note(before.row, Mend(count=len(changes), changes=changes))


def _change(
    before: Filled, field: str, after: str, holders: Mapping[str, UUID | None], keys: Mapping[UUID, Key]
) -> Change:
    place, _, name = field.partition(".")
    person, element = holders.get(place), before.bundle.elements.get(name)
    if person is not None:
        context = mended_context(person, field)
        old, new = (_text(seal_with(keys[person], value, context)) for value in (before.answers[field], after))
        return Change(field=field, before=old, after=new, person=str(person))
    is_somebodys = "[" in place and place not in holders  # prepared for somebody who is not registered yet
    if is_somebodys or element is None or element.is_sealed:
        return Change(field=field)
    return Change(field=field, before=before.answers[field], after=after)


def _text(sealed: bytes) -> str:
    return urlsafe_b64encode(sealed).decode()


def _place(field: str) -> str:
    return field.partition(".")[0]
