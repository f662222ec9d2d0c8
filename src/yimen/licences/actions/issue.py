"""Issue a certificate once the responsible system has confirmed its entry (制证). Law: 不动产登记暂行条例 art 21."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec

from yimen.kernel.actor import Actor
from yimen.kernel.crypto import seal
from yimen.kernel.journal import Entry, entry
from yimen.kernel.keys import ring
from yimen.kernel.words import Words
from yimen.licences.actions import LICENCE
from yimen.licences.models import Licence
from yimen.licences.reads import sealing_context
from yimen.licences.states import Verb


@entry(
    "licence",
    Verb.ISSUE,
    citizen=Words("证书已制好：{number}", "The certificate is made: {number}"),
    clerk=Words("已制证：{number}", "Issued: {number}"),
)
class Issue(Entry, frozen=True):
    """A certificate was issued."""

    number: str


def issue(
    *,
    source_kind: str,
    source_id: UUID,
    kind: str,
    number: str,
    template: str,
    data: Mapping[str, Any],
    actor: Actor,
) -> UUID:
    """Return the live licence of this source; a second call changes nothing."""
    known = Licence.objects.filter(source_kind=source_kind, source_id=source_id, state="valid").first()
    if known is not None:
        return known.id
    licence = Licence(source_kind=source_kind, source_id=source_id, kind=kind, number=number, template=template)
    with LICENCE.begin(actor=actor) as deed:
        master = ring().sealing[ring().current]
        licence.data_sealed = seal(msgspec.json.encode(data), master, sealing_context(licence.id))
        licence.issued_at = deed.now
        deed.born(LICENCE, licence, Issue(number=number))
    return licence.id
