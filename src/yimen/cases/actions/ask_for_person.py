"""Ask that a person decides (要求人工办理): at any moment, at a window or with number and last four places.

Before the table has decided, the case goes to the department's desk instead. After it has granted, the department looks
at it again and explains it. Law: 个人信息保护法 art 24(3) (an explanation, and a decision not made only by automation).
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.opinions import free_opinion
from yimen.cases.actions.inside.rechecks import open_recheck
from yimen.cases.actions.inside.to_desk import table_step, to_desk
from yimen.cases.models import Case, Recheck, Trace
from yimen.cases.rules.at_once import RecheckKind
from yimen.cases.states import CaseVerb
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Conflict
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words

_BY_A_PERSON = Words("这件已经由工作人员办理，不用再提。", "A person decides this already: nothing more is needed.")
_ASKED = Words(
    "已经提过了，工作人员正在复核，请等答复。", "This was asked already: staff are reviewing it. Please wait for them."
)
_DESK = Words("改由工作人员决定", "a person decides it instead")
_REVIEW = Words("由工作人员复核并说明", "a person reviews and explains it")


@entry(
    "case",
    CaseVerb.ASK_FOR_PERSON,
    citizen=Words("申请人要求人工办理：{what}。", "A person was asked for: {what_en}."),
    clerk=Words("{by}：申请人要求人工办理，{what}。", "{by}: the applicant asks for a person, {what_en}."),
)
class AskForPerson(Entry, frozen=True):
    """The applicant asked that a person decides. What she wrote stands with the review, not here."""

    what: str
    what_en: str


def ask_for_person(*, case_id: UUID, words: str = "", actor: Actor) -> bool:
    """Take her request; return whether a person decides now instead of the table, False when it is a review.

    `words` are hers, and may be empty. Raises BadInput, Conflict when a person decides or reviews it already, NotFound.
    """
    words = free_opinion(words, "words")
    with CASE.act(CaseVerb.ASK_FOR_PERSON, case_id, actor=actor) as deed:
        case = deed.subject
        step = table_step(case)
        if step is not None:
            to_desk(case, step)
            deed.note(case, AskForPerson(what=_DESK.zh, what_en=_DESK.en))
            return True
        _check_review(case)
        open_recheck(deed, case, RecheckKind.ASKED, words)
        deed.note(case, AskForPerson(what=_REVIEW.zh, what_en=_REVIEW.en))
        return False


def _check_review(case: Case) -> None:
    if not Trace.objects.filter(step__case=case.id, is_granted=True).exists():
        raise Conflict(_BY_A_PERSON)
    if Recheck.objects.filter(case=case.id, kind=RecheckKind.ASKED, answered_at__isnull=True).exists():
        raise Conflict(_ASKED)
