"""Issue a certificate once the responsible system has confirmed its entry (制证). Law: 不动产登记暂行条例 art 21.

The e-licence number is GB/T 36904's; its serial comes from a series without gaps of the issuer, the type and the year.
"""

from __future__ import annotations

from uuid import UUID

import msgspec

from yimen.kernel.actor import Actor
from yimen.kernel.numbers import take
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.licences.actions import LICENCE
from yimen.licences.actions.inside.entries import Issue
from yimen.licences.actions.inside.papers import printed_day
from yimen.licences.actions.inside.versions import born
from yimen.licences.actions.supersede import note_supersession
from yimen.licences.models import Licence
from yimen.licences.reads import Paper
from yimen.licences.reads.proceedings import office_day
from yimen.licences.rules.validity import last_day
from yimen.licences.states import LIVE, Verb

__all__ = ["Issue", "issue"]


def issue(*, source_kind: str, source_id: UUID, paper: Paper, replaces: str = "", actor: Actor) -> UUID:
    """Return the last version of this source's licence; a second call changes nothing, whatever became of the first.

    `replaces` is the number of the certificate that ends with this one (the seller's), when it was issued here.
    """
    known = Licence.objects.filter(source_kind=source_kind, source_id=source_id).order_by("-version_no").first()
    if known is not None:
        return known.id
    row = Licence(
        source_kind=source_kind,
        source_id=source_id,
        kind=paper.kind,
        title_zh=paper.title.zh,
        title_en=paper.title.en,
        issuer=paper.issuer,
        issuer_code=paper.issuer_code,
        type_code=paper.type_code,
        number=paper.number,
        template=paper.template,
        labels=[list(label) for label in paper.labels],
        holder_ids=[str(one) for one in paper.holder_ids],
        organisation_ids=[str(one) for one in paper.organisation_ids],
        matter_type=paper.matter_type,
        terms=msgspec.json.encode(paper.terms).decode(),
    )
    old = (
        Licence.objects.filter(number=replaces, issuer=paper.issuer, kind=paper.kind, state__in=LIVE)
        if replaces
        else ()
    )
    with LICENCE.begin(actor=actor) as deed:
        for superseded in deed.join(LICENCE, Verb.SUPERSEDE, [one.id for one in old]) if old else ():
            note_supersession(deed, superseded)
        if paper.type_code:
            year = deed.now.astimezone(OFFICE_ZONE).year
            row.serial = f"{year}{take(f'licence:{paper.type_code}', paper.issuer_code, year)[0]:07d}"
        data = dict(paper.data)
        if paper.terms.valid:
            row.valid_to_date = last_day(paper.terms.valid, office_day(deed.now))
            data["valid_to"] = printed_day(row.valid_to_date)
        born(deed, row, data)
    return row.id
