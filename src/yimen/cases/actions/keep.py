"""Keep a document of the pile (收材料): the clerk has seen the original or kept it, with or without a scan.

Law: 国办函〔2016〕108号 (what a window officer checked is B, what the citizen uploads is C).
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from yimen.cases.actions import APPLICATION
from yimen.cases.actions.inside.completed import note_completed
from yimen.cases.reads.application import filled_row
from yimen.cases.reads.completeness import completeness
from yimen.cases.states import ApplicationVerb
from yimen.kernel.actor import Actor, ActorKind
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words
from yimen.materials.actions.keep import keep as keep_document
from yimen.materials.rules import Examined, examine_all
from yimen.materials.states import Trust

Page = str | tuple[str, bytes]
"""A page of a document: the digest of one it has already, or a new file's name and bytes."""


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


def keep(
    *,
    application_id: UUID,
    keys: Sequence[str],
    scans: Sequence[tuple[str, bytes]] = (),
    pages: Sequence[Page] | None = None,
    actor: Actor,
) -> None:
    """Keep the documents `keys` of the pile; scans belong to the only one named. The list is closed.

    `scans` are put behind the pages a document has; `pages` are all its pages in order, and what it looked like before
    is kept as a former version. Every file is examined before anything is written: all are kept or none.
    Raises BadInput.
    """
    new = [page for page in pages if not isinstance(page, str)] if pages is not None else list(scans)
    examined = iter(examine_all(new))
    trust = Trust.CHECKED if actor.kind is ActorKind.STAFF else Trust.UPLOADED
    with APPLICATION.act(ApplicationVerb.KEEP, application_id, actor=actor) as deed:
        application = filled_row(deed.subject)
        needed = {n.key: n for n in completeness(application).pile}
        if not keys or any(k not in needed for k in keys):
            raise BadInput(
                Words("清单里没有这份材料，不能收取。", "This document is not on the list and may not be taken.")
            )
        order: list[Examined | str] | None = None
        if len(keys) == 1 and pages is not None:
            order = [page if isinstance(page, str) else next(examined) for page in pages]
        elif len(keys) == 1 and new:
            held = application.given.get(keys[0])
            order = [*(held.files if held else ()), *examined]
        for key in keys:
            keep_document(
                source_kind="application",
                source_id=application_id,
                code=needed[key].code,
                holder=needed[key].holder,
                pages=order,
                trust=trust,
                actor=actor,
            )
        note_completed(deed.subject, deed.now)
        deed.note(deed.subject, Keep(keys=list(keys), count=len(keys)))
