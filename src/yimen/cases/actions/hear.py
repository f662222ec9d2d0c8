"""Note what an interested party stated (听取陈述申辩). Law: 行政许可法 art 36 (the office hears it)."""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.opinions import opinion_text
from yimen.cases.actions.inside.proceedings import carry_on
from yimen.cases.models import Proceeding
from yimen.cases.reads.proceedings import opened
from yimen.cases.rules.proceedings import InterestData
from yimen.cases.states import CaseVerb, ProceedingKind, ProceedingState
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Conflict
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words

_NOBODY = Words("没有还在等陈述的利害关系人。", "No interested party is awaited.")


@entry(
    "case",
    CaseVerb.HEAR,
    citizen=Words("已听取利害关系人的陈述。", "The interested party's statement was heard."),
    clerk=Words("{by}记录利害关系人的陈述。", "{by} noted the interested party's statement."),
)
class Hear(Entry, frozen=True):
    """A statement was heard; what was said lies sealed with the proceeding."""


def hear(*, case_id: UUID, party: UUID, statement: str, actor: Actor) -> None:
    """Note what the party of the proceeding `party` stated. Raises BadInput, Conflict, Refused."""
    statement = opinion_text(statement, "statement")
    with CASE.act(CaseVerb.HEAR, case_id, actor=actor) as deed:
        case = deed.subject
        awaited = Proceeding.objects.filter(case=case.id, kind=ProceedingKind.INTEREST, ended_at__isnull=True)
        row = awaited.filter(pk=party).first()
        if row is None:
            raise Conflict(_NOBODY)
        data = opened(row, InterestData)
        data.statement = statement
        carry_on(row, ProceedingState.DONE, data, deed.now, row.until)
        deed.note(case, Hear())
