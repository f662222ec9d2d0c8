"""Review what a table granted, because the applicant asked (复核): a person looks at it and explains it to her.

Law: 个人信息保护法 art 24(3).
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
    CaseVerb.REVIEW,
    citizen=Words("工作人员复核了：{finding}。{opinion}", "A person reviewed it: {finding_en}. {opinion}"),
    clerk=Words("{by}复核：{finding}。{opinion}", "{by} reviewed it: {finding_en}. {opinion}"),
)
class Review(Entry, frozen=True):
    """A decision by table was reviewed at the applicant's request; she reads the opinion."""

    finding: str
    finding_en: str
    opinion: str


def review(*, case_id: UUID, is_confirmed: bool, opinion: str, actor: Actor) -> None:
    """Write down what the review found, for her. Raises BadInput without an opinion, Conflict, Refused."""
    opinion = opinion_text(opinion)
    with CASE.act(CaseVerb.REVIEW, case_id, actor=actor) as deed:
        found = answer(deed, deed.subject, RecheckKind.ASKED, opinion, is_confirmed=is_confirmed)
        deed.note(deed.subject, Review(finding=found.zh, finding_en=found.en, opinion=opinion))
