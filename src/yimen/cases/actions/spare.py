"""Tell at once that nothing needs to be applied for (无需办理).

Law: 行政许可法 art 32(1)1 (told at once).
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import APPLICATION
from yimen.cases.actions.inside.intake import refuse_when_deemed, stop_watching
from yimen.cases.actions.inside.opinions import opinion_text
from yimen.cases.actions.inside.told import tell
from yimen.cases.reads.application import filled_row
from yimen.cases.states import ApplicationVerb
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.notices.states import DocumentKind


@entry(
    "application",
    ApplicationVerb.SPARE,
    citizen=Words("依法不需要办理，不受理。理由：{reason}", "By law nothing needs to be applied for. Reason: {reason}"),
    clerk=Words(
        "{by}：依法不需要办理，不受理。理由：{reason}", "{by}: By law nothing needs to be applied for. Reason: {reason}"
    ),
)
class Spare(Entry, frozen=True):
    """By law nothing needs to be applied for."""

    reason: str


def spare(*, application_id: UUID, reason: str, actor: Actor) -> None:
    """Turn the application away in writing. Raises BadInput for an empty text, Conflict."""
    reason = opinion_text(reason, "reason")
    with APPLICATION.act(ApplicationVerb.SPARE, application_id, actor=actor) as deed:
        row = deed.subject
        refuse_when_deemed(row, deed.now)
        stop_watching(row.id, deed.now)
        row.closed_at = deed.now
        deed.note(row, Spare(reason=reason))
        tell(deed, filled_row(row), DocumentKind.NOT_NEEDED, reason=reason)
