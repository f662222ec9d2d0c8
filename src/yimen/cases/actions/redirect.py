"""Decide at once not to accept what is out of scope, and tell where to go (告知去向).

Law: 行政许可法 art 32(1)2 (decided at once, told where to apply).
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import APPLICATION
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
    ApplicationVerb.REDIRECT,
    citizen=Words(
        "不属于本机关职权范围，不予受理。理由：{reason} 请到：{where}",
        "Not within this office’s powers, not accepted. Reason: {reason} Go to: {where}",
    ),
    clerk=Words(
        "{by}：不属于本机关职权范围，不予受理。理由：{reason} 请到：{where}",
        "{by}: Not within this office’s powers, not accepted. Reason: {reason} Go to: {where}",
    ),
)
class Redirect(Entry, frozen=True):
    """Not within this office’s powers, not accepted."""

    reason: str
    where: str


def redirect(*, application_id: UUID, reason: str, where: str, actor: Actor) -> None:
    """Turn the application away in writing. Raises BadInput for an empty text, Conflict."""
    reason = opinion_text(reason, "reason")
    where = opinion_text(where, "where")
    with APPLICATION.act(ApplicationVerb.REDIRECT, application_id, actor=actor) as deed:
        row = deed.subject
        row.closed_at = deed.now
        deed.note(row, Redirect(reason=reason, where=where))
        tell(deed, filled_row(row), DocumentKind.OUT_OF_SCOPE, reason=reason, where=where)
