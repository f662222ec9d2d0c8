"""Check a promise after the decision (核查承诺): true or untrue, with what was found.

Untrue is noted for the person to read, with a paper that says how to object; she may, and it is checked again. What
becomes of the licence is decided on the licence, never here. Law: 优化营商环境条例 art 40; 广东省优化营商环境条例
art 36 (the promise goes into her credit record); 行政许可法 art 69 (when a licence may be withdrawn).
"""

from __future__ import annotations

from uuid import UUID

from uuid_utils.compat import uuid7

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.opinions import opinion_text
from yimen.cases.actions.inside.owed import stop
from yimen.cases.actions.inside.paper import paper_of_case
from yimen.cases.models import Owed
from yimen.cases.reads.owed import name_of
from yimen.cases.rules.owed import Owing, Settled
from yimen.cases.states import CaseVerb, ClockKind
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Conflict
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.notices.states import DocumentKind

_NONE = Words("这份材料没有等核查的承诺。", "No promise about this document waits to be checked.")
_TRUE = Words("属实", "true")
_UNTRUE = Words("不实", "untrue")


@entry(
    "case",
    CaseVerb.CHECK_PROMISE,
    citizen=Words(
        "您对“{name}”的承诺经核查{result}：{evidence}", "Your promise about “{name_en}” is {result_en}: {evidence}"
    ),
    clerk=Words(
        "{by}核查对“{name}”的承诺，{result}：{evidence}",
        "{by} found the promise on “{name_en}” {result_en}: {evidence}",
    ),
)
class CheckPromise(Entry, frozen=True):
    """A promise was checked; `promise_broken`: it was found untrue, which her credit record shows."""

    key: str
    name: str
    name_en: str
    result: str
    result_en: str
    promise_broken: bool
    evidence: str


def check_promise(*, case_id: UUID, key: str, is_true: bool, evidence: str, actor: Actor) -> None:
    """Say what a check of the promise about the document `key` found; again after an objection.

    Raises BadInput without evidence, Conflict when no promise waits, Refused.
    """
    evidence = opinion_text(evidence, "evidence")
    with CASE.act(CaseVerb.CHECK_PROMISE, case_id, actor=actor) as deed:
        case = deed.subject
        owed = Owed.objects.filter(case=case.id, key=key, kind=Owing.PROMISE).first()
        if owed is None or (owed.outcome and not owed.objected_at):
            raise Conflict(_NONE)
        owed.outcome = Settled.TRUE if is_true else Settled.UNTRUE
        owed.evidence, owed.settled_at, owed.objected_at = evidence, deed.now, None
        owed.paper_id = None if is_true else uuid7()
        owed.save(update_fields=["outcome", "evidence", "settled_at", "objected_at", "paper_id"])
        stop(case, ClockKind.PROMISE, deed.now)
        case.has_papers = True
        name, result = name_of(case, key), _TRUE if is_true else _UNTRUE
        deed.note(
            case,
            CheckPromise(
                key=key,
                name=name.zh,
                name_en=name.en,
                result=result.zh,
                result_en=result.en,
                promise_broken=not is_true,
                evidence=evidence,
            ),
        )
        if owed.paper_id is not None:
            about = ("promise", owed.paper_id)
            paper_of_case(deed, case, DocumentKind.PROMISE_UNTRUE, source=about, what=name.zh, evidence=evidence)
