"""Discard a draft (作废草稿): the person has gone, or it was opened by mistake.

Nothing was received, so nothing is refused. Its answers go at once, and the house discards what lay too long.
Law: 个人信息保护法 art 47 (erased when the purpose is reached or the time is over).
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import APPLICATION
from yimen.cases.models import Answer, Application
from yimen.cases.rules.retention import DRAFTS
from yimen.cases.states import ApplicationState, ApplicationVerb
from yimen.kernel import clock
from yimen.kernel.action import Deed
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words


@entry(
    "application",
    ApplicationVerb.DISCARD,
    citizen=Words("申请草稿已作废。", "The draft was discarded."),
    clerk=Words("{by}作废了草稿。", "{by} discarded the draft."),
    privacy=Privacy.OFFICE,
)
class Discard(Entry, frozen=True):
    """A draft was discarded."""


def discard(*, application_id: UUID, actor: Actor) -> None:
    """Discard a draft."""
    with APPLICATION.act(ApplicationVerb.DISCARD, application_id, actor=actor) as deed:
        _discard(deed, deed.subject)


def discard_outdated(*, actor: Actor) -> int:
    """Discard drafts that were never handed in and are older than their time; return how many. For the daily task."""
    before = clock.now() - DRAFTS
    old = Application.objects.filter(state=ApplicationState.DRAFT, opened_at__lt=before).order_by("id")
    ids = list(old.values_list("id", flat=True)[:200])
    if not ids:
        return 0
    with APPLICATION.act(ApplicationVerb.DISCARD, ids, actor=actor) as deed:
        for row in deed.subjects:
            _discard(deed, row)
    return len(ids)


def _discard(deed: Deed[Application], row: Application) -> None:
    row.found_sealed = None
    Answer.objects.filter(application=row.id).delete()
    deed.note(row, Discard())
