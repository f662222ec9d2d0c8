"""Refuse to accept after an incomplete answer to the notice (不予受理), with reason, basis and remedies.

Law: 行政许可法 art 32(1)5 and 32(2), art 38 (reasons and remedies).
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import APPLICATION
from yimen.cases.actions.inside.intake import stop_watching
from yimen.cases.actions.inside.lacking import still_lacking
from yimen.cases.actions.inside.opinions import opinion_text
from yimen.cases.actions.inside.told import tell
from yimen.cases.reads.application import filled_row
from yimen.cases.reads.completeness import completeness
from yimen.cases.states import ApplicationVerb
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.notices.states import DocumentKind

_BASIS = "《中华人民共和国行政许可法》第三十二条"
_COMPLETE = Words(
    "补正告知书所列的都已补齐，不能不予受理。告知书没有列的，请当场补齐后受理。",
    "Everything the notice named is here: it may not be refused. What it did not name is completed on the spot.",
)


@entry(
    "application",
    ApplicationVerb.REJECT,
    citizen=Words(
        "补正后仍不齐全，不予受理。理由：{reason}",
        "Still incomplete after the correction notice, not accepted. Reason: {reason}",
    ),
    clerk=Words(
        "{by}：补正后仍不齐全，不予受理。理由：{reason}",
        "{by}: Still incomplete after the correction notice, not accepted. Reason: {reason}",
    ),
)
class Reject(Entry, frozen=True):
    """Still incomplete after the correction notice, not accepted."""

    reason: str


def reject(*, application_id: UUID, reason: str, actor: Actor) -> None:
    """Turn the application away in writing, for what the notice named and is lacking still.

    Raises BadInput for an empty text or when all of that is here, Conflict.
    """
    reason = opinion_text(reason, "reason")
    with APPLICATION.act(ApplicationVerb.REJECT, application_id, actor=actor) as deed:
        row = deed.subject
        application = filled_row(row)
        still = still_lacking(completeness(application), row.correction_asked)
        if not still:
            raise BadInput(_COMPLETE)
        stop_watching(row.id, deed.now)
        row.closed_at = deed.now
        deed.note(row, Reject(reason=reason))
        points = [words.zh for told in still.values() for words in told]
        tell(deed, application, DocumentKind.REJECTION, points, reason=reason, basis=_BASIS)
