"""Keep a document of the pile (收材料): the clerk has seen the original or kept it, with or without a scan."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from yimen.cases.actions import APPLICATION
from yimen.cases.reads.application import filled_row
from yimen.cases.reads.completeness import completeness
from yimen.cases.states import ApplicationVerb
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words
from yimen.materials.actions.keep import keep as keep_document
from yimen.materials.states import Trust


@entry(
    "application",
    ApplicationVerb.KEEP,
    citizen=Words("收到材料{count}份。", "{count} documents were handed over."),
    clerk=Words("{by}收材料{count}份，已核原件。", "{by} took {count} documents, originals seen."),
    privacy=Privacy.OFFICE,
)
class Keep(Entry, frozen=True):
    """Documents were handed over; `keys` are `code` or `code@holder`."""

    keys: list[str]
    count: int


def keep(*, application_id: UUID, keys: Sequence[str], scans: Sequence[tuple[str, bytes]] = (), actor: Actor) -> None:
    """Keep the documents `keys` of the pile; scans belong to the only one named. Raises BadInput.

    The list is closed.
    """
    with APPLICATION.act(ApplicationVerb.KEEP, application_id, actor=actor) as deed:
        needed = {n.key: n for n in completeness(filled_row(deed.subject)).pile}
        unknown = [k for k in keys if k not in needed]
        if unknown or not keys:
            raise BadInput(
                Words("清单里没有这份材料，不能收取。", "This document is not on the list and may not be taken.")
            )
        for key in keys:
            keep_document(
                source_kind="application",
                source_id=application_id,
                code=needed[key].code,
                holder=needed[key].holder,
                scans=scans if len(keys) == 1 else (),
                trust=Trust.CHECKED,
                actor=actor,
            )
        deed.note(deed.subject, Keep(keys=list(keys), count=len(keys)))
