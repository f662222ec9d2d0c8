"""Let the limit run again (恢复计时): what it stood still for is over. Today is the last day that does not count.

Law: 行政许可法 art 45.
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.clocks import count_again, end_pauses
from yimen.cases.actions.inside.opinions import opinion_text
from yimen.cases.models import Case
from yimen.cases.states import CaseVerb
from yimen.kernel.action import Deed
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words


@entry(
    "case",
    CaseVerb.RESUME,
    citizen=Words(
        "期限从下一个工作日起继续计算：{finding}", "The limit runs again from the next working day: {finding}"
    ),
    clerk=Words("{by}恢复计时：{finding}", "{by} resumed the limit: {finding}"),
)
class Resume(Entry, frozen=True):
    """A case's limit runs again; `clocks` are kinds with start and end."""

    finding: str
    clocks: list[tuple[str, str, str]]


def resume(*, case_id: UUID, finding: str, actor: Actor) -> None:
    """End the pause; `finding` says what came of it. Raises BadInput, Refused, Conflict when nothing is paused."""
    finding = opinion_text(finding, "finding")
    with CASE.act(CaseVerb.RESUME, case_id, actor=actor) as deed:
        note_resumption(deed, deed.subject, finding)


def note_resumption(deed: Deed[Case], case: Case, finding: str) -> None:
    """End the case's pause inside an open deed."""
    end_pauses([case.id], deed.now)
    deed.note(case, Resume(finding=finding, clocks=count_again(case)))
