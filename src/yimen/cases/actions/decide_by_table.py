"""Decide a case by the table of its standard (按表决定, 秒批): in seconds, by the house itself, never against her.

A table grants or leaves the case to a person. What it was asked, what it answered and which row of which text that was
is kept sealed with the step and explained to whoever asks. Some decisions are drawn for a later check by people.
Law: 个人信息保护法 art 24; 行政许可法 art 34(2), 38(1).
"""

from __future__ import annotations

from uuid import UUID

import msgspec

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.granting import grant
from yimen.cases.actions.inside.rechecks import draw
from yimen.cases.actions.inside.steps import conclude_if_last, finish
from yimen.cases.actions.inside.to_desk import table_step
from yimen.cases.actions.leave_to_person import note_left
from yimen.cases.models import Case, Step, Trace
from yimen.cases.reads.application import filled_row
from yimen.cases.reads.table_facts import found_facts
from yimen.cases.reads.why import sealing_context
from yimen.cases.rules.table_decision import TableAnswer, answer_of
from yimen.cases.states import CaseVerb, StepState
from yimen.catalogue.reads import standard
from yimen.catalogue.rules.standards import ByTable
from yimen.kernel.action import Deed
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.keys import ring
from yimen.kernel.words import Words

HOW = (
    "本决定由系统按已公布的决策表自动作出，没有人工逐件审查。您可以要求说明，也可以要求由工作人员重新审查："
    "凭受理号在网上提出，或到任一窗口提出。"
)
_HEARD = Words(
    "这件有听证、会办意见、现场核查或利害关系人的陈述，由工作人员一并考虑后决定。",
    "There is a hearing, an opinion, a visit or a statement of an interested party: a person weighs it and decides.",
)


@entry(
    "case",
    CaseVerb.DECIDE_BY_TABLE,
    citizen=Words(
        "系统按公布的决策表自动准予。您可以查看理由，也可以要求人工复核。",
        "Granted by the published decision table. You may read why, and ask that a person reviews it.",
    ),
    clerk=Words(
        "按决策表“{title}”（{table}，“{row}”一行）自动准予。", "Granted by the table “{title_en}” ({table}, row {row})."
    ),
)
class DecideByTable(Entry, frozen=True):
    """A table granted a case. `digest` is that of the table's text; the facts are kept sealed with the step."""

    code: str
    table: str
    title: str
    title_en: str
    row: str
    digest: str
    is_drawn: bool


def decide_by_table(*, case_id: UUID, actor: Actor) -> bool:
    """Let the table decide; return whether it granted. Nothing happens when no step waits for a table any more."""
    with CASE.act(CaseVerb.DECIDE_BY_TABLE, case_id, actor=actor) as deed:
        case = deed.subject
        step = table_step(case)
        if step is None or step.state != StepState.OPEN:
            return False  # somebody asked for a person, or it was decided already
        by = standard(case.matter_id).steps[step.code].by_table
        assert isinstance(by, ByTable)
        application = filled_row(case.application)
        if case.has_proceedings:
            note_left(deed, case, step, _HEARD)
            return False
        answer = answer_of(by, application.on, found_facts(application, by))
        _keep(deed, step, answer)
        if not answer.is_granted:
            note_left(deed, case, step, answer.why)
            return False
        _grant(deed, case, step, by, answer)
        return True


def _grant(deed: Deed[Case], case: Case, step: Step, by: ByTable, answer: TableAnswer) -> None:
    is_drawn = draw(deed, case, by.sampled)
    source = f"{answer.document}{answer.article}"
    printed = {"title": answer.title.zh, "row": answer.row, "source": source, "digest": answer.digest[:16]}
    finish(deed, step, outcome=grant(deed, case, step, HOW, printed | {"why": answer.why.zh}))
    deed.note(
        case,
        DecideByTable(
            code=step.code,
            table=answer.table,
            title=answer.title.zh,
            title_en=answer.title.en,
            row=answer.row,
            digest=answer.digest,
            is_drawn=is_drawn,
        ),
    )
    conclude_if_last(deed, case)


def _keep(deed: Deed[Case], step: Step, answer: TableAnswer) -> None:
    Trace.objects.create(
        step=step,
        table=answer.table,
        digest=answer.digest,
        row=answer.row,
        is_granted=answer.is_granted,
        content_sealed=ring().sealed(msgspec.json.encode(answer.as_json()), sealing_context(step.id)),
        answered_at=deed.now,
    )
