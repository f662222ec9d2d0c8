"""Correct an official error in a decision (更正): what stood there, what is right, why. The decision itself stands.

No article of 行政许可法 speaks of it: general administrative practice, not verified. Only a slip of the office is
corrected so, never what was decided. An approver or the head corrects it whom four eyes allows (who examined or
accepted the case does not); there is no request of an examiner before it. The former paper stays as it was issued, the
notice goes with it. A number printed on a certificate is corrected at the certificates' desk, a person's name there or
in her record.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.paper import paper_of_case
from yimen.cases.actions.inside.turns import texts, turned
from yimen.cases.models import Case, Step
from yimen.cases.reads.seen import seen_case
from yimen.cases.rules.turns import TurnKind
from yimen.cases.states import CASE_STATE_WORDS, CaseState, CaseVerb, StepState
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, Conflict
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.licences.reads import of_source as licence_of
from yimen.notices.reads import of_source as papers_of
from yimen.notices.states import DocumentKind


class What(StrEnum):
    """What of a decision is corrected."""

    RESULT = "result"
    REASON = "reason"
    BASIS = "basis"
    PRINTED = "printed"
    """Another word in the paper: the matter's name, a date, an article."""


WHAT_WORDS = {
    What.RESULT: Words("结果编号", "number of the result"),
    What.REASON: Words("理由", "reason"),
    What.BASIS: Words("依据", "basis"),
    What.PRINTED: Words("文书中的其他文字", "other words of the paper"),
}
_WHAT = Words("请选择更正哪一项；这件的决定里要有这一项。", "Choose what is corrected; the decision must have it.")
_SAME = Words("更正后的内容和原来的一样。", "What is right is the same as what stood there.")
_LONG = Words("结果编号最多200字。", "The number of a result has 200 characters at most.")
_CERTIFICATE = Words(
    "这个编号印在证书上，请到“证书”里申请更正，这里会一起变。",
    "This number is printed on a certificate: ask for its correction at the certificates' desk.",
)


@dataclass(frozen=True, slots=True)
class Correction:
    """What is corrected (`What`), the former text (asked only for other words of the paper), the right one, and why."""

    what: str
    right: str
    reason: str
    former: str = ""


@entry(
    "case",
    CaseVerb.RECTIFY,
    citizen=Words(
        "更正决定中的{what}：原为“{former}”，应为“{right}”。理由：{reason}",
        "The {what_en} in the decision was corrected from “{former}” to “{right}”: {reason}",
    ),
    clerk=Words(
        "{by}更正{what}：“{former}”→“{right}”，理由：{reason}",
        "{by} corrected the {what_en} from “{former}” to “{right}”: {reason}",
    ),
)
class Rectify(Entry, frozen=True):
    """An official error in a decision was corrected."""

    code: str
    what: str
    what_en: str
    former: str
    right: str
    reason: str


def rectify(*, case_id: UUID, correction: Correction, actor: Actor) -> None:
    """Correct one error of the decision. Raises BadInput by field, Conflict, FourEyes, Refused, NotFound."""
    row = seen_case(actor, case_id)
    CASE.guard(actor, CaseVerb.RECTIFY, row)
    told = texts(row, **_asked(correction))
    if correction.what == What.RESULT and len(told["right"]) > 200:
        raise BadInput(_LONG, {"right": [_LONG]})
    with CASE.act(CaseVerb.RECTIFY, case_id, actor=actor) as deed:
        case = deed.subject
        former = _corrected(case, correction.what, told["right"], told.get("former", ""))
        if former == told["right"]:
            raise BadInput(_SAME, {"right": [_SAME]})
        words = WHAT_WORDS[What(correction.what)]
        kept = {"former": former, "right": told["right"], "reason": told["reason"]}
        turn = turned(deed, case, TurnKind.RECTIFIED, {"what": correction.what, **kept})
        deed.note(case, Rectify(code=correction.what, what=words.zh, what_en=words.en, **kept))
        papers = {p.kind: p.number for p in papers_of("case", case.id)}
        paper_of_case(
            deed,
            case,
            DocumentKind.RECTIFICATION,
            source=("turn", turn.id),
            what=words.zh,
            decision=CASE_STATE_WORDS[case.state].zh,
            decision_no=papers.get(DocumentKind.REFUSAL),
            **kept,
        )


def _asked(correction: Correction) -> dict[str, str]:
    asked = {"right": correction.right, "reason": correction.reason}
    return asked | ({"former": correction.former} if correction.what == What.PRINTED else {})


def _corrected(case: Case, what: str, right: str, typed: str) -> str:
    """Write what is right where the decision stands and return what stood there. Raises BadInput, Conflict."""
    refused = Step.objects.filter(case=case.id, state=StepState.REFUSED).first()
    if what == What.PRINTED:
        return typed
    if what == What.RESULT and case.state == CaseState.GRANTED and case.result:
        if licence_of("case", case.id) is not None:
            raise Conflict(_CERTIFICATE)
        former, case.result = case.result, right
        return former
    if refused is None or what not in (What.REASON, What.BASIS):
        raise BadInput(_WHAT, {"what": [_WHAT]})
    if what == What.REASON:
        former, refused.remark = refused.remark, right
    else:
        former, refused.outcome = str(refused.outcome.get("basis", "")), {**refused.outcome, "basis": right}
    refused.save(update_fields=["remark", "outcome"])
    return former
