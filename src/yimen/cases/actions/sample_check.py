"""Check a decision by table that was drawn (抽查): an examiner confirms or disputes it, and says why.

A dispute revokes nothing: the approver sees it, and revoking is decided on its own. Law: 行政许可法 art 69 (what was
granted may be revoked by the agency that granted it); the draw itself is the house's.
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.opinions import opinion_text
from yimen.cases.actions.inside.rechecks import answer
from yimen.cases.rules.at_once import RecheckKind
from yimen.cases.states import CaseVerb
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words


@entry(
    "case",
    CaseVerb.SAMPLE_CHECK,
    citizen=Words("抽查了自动作出的决定：{finding}。", "The automatic decision was checked: {finding_en}."),
    clerk=Words("{by}抽查：{finding}。{opinion}", "{by} checked the drawn decision: {finding_en}. {opinion}"),
)
class SampleCheck(Entry, frozen=True):
    """A drawn decision was checked."""

    finding: str
    finding_en: str
    opinion: str


def sample_check(*, case_id: UUID, is_confirmed: bool, opinion: str, actor: Actor) -> None:
    """Write down what the check found. Raises BadInput without an opinion, Conflict when nothing was drawn, Refused."""
    opinion = opinion_text(opinion)
    with CASE.act(CaseVerb.SAMPLE_CHECK, case_id, actor=actor) as deed:
        found = answer(deed, deed.subject, RecheckKind.SAMPLE, opinion, is_confirmed=is_confirmed)
        deed.note(deed.subject, SampleCheck(finding=found.zh, finding_en=found.en, opinion=opinion))
