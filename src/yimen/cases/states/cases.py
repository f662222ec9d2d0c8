"""States of cases and steps, and the table of what may be done in which state.

The same tables draw the buttons and guard the server; the diagrams in the docs are made from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from yimen.kernel.words import Words

BORN = ""


class CaseState(StrEnum):
    """Where a case stands with its department."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    """Under review; the statutory and the promised limit run."""
    APPROVED = "approved"
    """Approved at the desk, awaiting the entry by the responsible system: not the result yet."""
    GRANTED = "granted"
    REFUSED = "refused"
    TERMINATED = "terminated"
    """Ended without decision because a case it depends on was refused."""
    PAUSED = "paused"
    """Under review, and the limit stands still for a reason that the matter's own law gives."""
    WITHDRAWN = "withdrawn"
    """Ended without decision because the applicants took their application back."""
    TRANSFERRED = "transferred"
    """Ended here without decision because another authority has to decide it."""


FINAL = frozenset(
    {CaseState.GRANTED, CaseState.REFUSED, CaseState.TERMINATED, CaseState.WITHDRAWN, CaseState.TRANSFERRED}
)


class StepState(StrEnum):
    """Where a step stands."""

    WAITING = "waiting"
    """Something it needs is not done."""
    OPEN = "open"
    """At a desk, at the department's system, or at the citizen to pay."""
    TROUBLE = "trouble"
    """The department's system cannot be reached or understood; a person decides."""
    DONE = "done"
    REFUSED = "refused"
    DROPPED = "dropped"
    """Not needed any more: the case has ended."""


class CaseVerb(StrEnum):
    """What is done with a case."""

    RECEIVE = "receive"
    ACCEPT = "accept"
    CHECK = "check"
    START = "start"
    EXAMINE = "examine"
    APPROVE = "approve"
    REFUSE = "refuse"
    ANSWER = "answer"
    DECIDE = "decide"
    PAY = "pay"
    CLAIM = "claim"
    PUT_BACK = "put_back"
    REASSIGN = "reassign"
    RETURN = "return"
    TROUBLE = "trouble"
    RETRY = "retry"
    TAKE_OVER = "take_over"
    CONCLUDE = "conclude"
    TERMINATE = "terminate"
    RECOUNT = "recount"
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"
    WITHDRAW = "withdraw"
    CONSULT = "consult"
    """Another department is asked for its opinion; the limit runs on."""
    OPINE = "opine"
    INFORM = "inform"
    """An interested third party is told and may state its view."""
    HEAR = "hear"
    VISIT = "visit"
    OFFER_HEARING = "offer_hearing"
    ASK_HEARING = "ask_hearing"
    SCHEDULE_HEARING = "schedule_hearing"
    REPLACE_CHAIR = "replace_chair"
    HOLD_HEARING = "hold_hearing"
    REOPEN = "reopen"
    RECTIFY = "rectify"
    HAND_OVER = "hand_over"
    """To another department of the house."""
    TRANSFER = "transfer"
    """To an authority outside: it ends here."""
    REPORT_UP = "report_up"
    DECIDE_BY_TABLE = "decide_by_table"
    LEAVE_TO_PERSON = "leave_to_person"
    ASK_FOR_PERSON = "ask_for_person"
    GRANT = "grant"
    SAMPLE_CHECK = "sample_check"
    REVIEW = "review"
    SUPPLY = "supply"
    CALL_OFF = "call_off"
    CHECK_PROMISE = "check_promise"
    OBJECT = "object"


CASE_STATE_WORDS: Mapping[str, Words] = {
    CaseState.RECEIVED: Words("已收件", "received"),
    CaseState.ACCEPTED: Words("办理中", "in work"),
    CaseState.APPROVED: Words("已审批，待出结果", "approved, awaiting its result"),
    CaseState.GRANTED: Words("已办结（准予）", "granted"),
    CaseState.REFUSED: Words("已办结（不予）", "refused"),
    CaseState.TERMINATED: Words("终止办理", "terminated"),
    CaseState.PAUSED: Words("办理中，期限暂停", "in work, limit paused"),
    CaseState.WITHDRAWN: Words("申请人已撤回", "withdrawn by the applicants"),
    CaseState.TRANSFERRED: Words("已移送其他机关", "sent to another authority"),
}
STEP_STATE_WORDS: Mapping[str, Words] = {
    StepState.WAITING: Words("等前一步", "waiting"),
    StepState.OPEN: Words("办理中", "in work"),
    StepState.TROUBLE: Words("联系不通", "in trouble"),
    StepState.DONE: Words("已完成", "done"),
    StepState.REFUSED: Words("不予办理", "refused"),
    StepState.DROPPED: Words("不再需要", "not needed"),
}
CASE_VERB_WORDS: Mapping[str, Words] = {
    CaseVerb.RECEIVE: Words("收件", "receive"),
    CaseVerb.ACCEPT: Words("受理", "accept"),
    CaseVerb.CHECK: Words("核准", "check"),
    CaseVerb.START: Words("开始一步", "start a step"),
    CaseVerb.EXAMINE: Words("审查", "examine"),
    CaseVerb.APPROVE: Words("审批同意", "approve"),
    CaseVerb.REFUSE: Words("不予办理", "refuse"),
    CaseVerb.ANSWER: Words("采用业务系统回复", "take the system's answer"),
    CaseVerb.DECIDE: Words("人工办理", "decide at the desk"),
    CaseVerb.PAY: Words("记缴款", "note the payment"),
    CaseVerb.CLAIM: Words("领取", "claim"),
    CaseVerb.PUT_BACK: Words("放回", "put back"),
    CaseVerb.REASSIGN: Words("改派", "reassign"),
    CaseVerb.RETURN: Words("退回重审", "return"),
    CaseVerb.TROUBLE: Words("记联系故障", "note trouble"),
    CaseVerb.RETRY: Words("再试一次", "try again"),
    CaseVerb.TAKE_OVER: Words("转人工办理", "take over at the desk"),
    CaseVerb.CONCLUDE: Words("办结", "conclude"),
    CaseVerb.TERMINATE: Words("终止办理", "terminate"),
    CaseVerb.RECOUNT: Words("重算期限", "recount the limits"),
    CaseVerb.PAUSE: Words("暂停计时", "pause the limit"),
    CaseVerb.RESUME: Words("恢复计时", "resume the limit"),
    CaseVerb.EXTEND: Words("延长期限", "extend the limit"),
    CaseVerb.WITHDRAW: Words("撤回申请", "withdraw"),
    CaseVerb.CONSULT: Words("征求会办意见", "ask for an opinion"),
    CaseVerb.OPINE: Words("回复会办意见", "give an opinion"),
    CaseVerb.INFORM: Words("告知利害关系人", "tell an interested party"),
    CaseVerb.HEAR: Words("听取陈述申辩", "hear a statement"),
    CaseVerb.VISIT: Words("记现场核查", "note a visit"),
    CaseVerb.OFFER_HEARING: Words("告知听证权利", "offer a hearing"),
    CaseVerb.ASK_HEARING: Words("收听证申请", "take the request for a hearing"),
    CaseVerb.SCHEDULE_HEARING: Words("安排听证", "schedule the hearing"),
    CaseVerb.REPLACE_CHAIR: Words("更换听证主持人", "replace the chair"),
    CaseVerb.HOLD_HEARING: Words("记听证笔录", "record the hearing"),
    CaseVerb.REOPEN: Words("重新办理", "open again"),
    CaseVerb.RECTIFY: Words("更正决定", "correct the decision"),
    CaseVerb.HAND_OVER: Words("移交部门", "hand over to another department"),
    CaseVerb.TRANSFER: Words("移送其他机关", "send to another authority"),
    CaseVerb.REPORT_UP: Words("初审转报", "report to the upper office"),
    CaseVerb.DECIDE_BY_TABLE: Words("按表决定", "decide by table"),
    CaseVerb.LEAVE_TO_PERSON: Words("转部门决定", "leave it to the department's desk"),
    CaseVerb.ASK_FOR_PERSON: Words("要求人工办理", "ask that a person decides"),
    CaseVerb.GRANT: Words("当场准予", "grant at the window"),
    CaseVerb.SAMPLE_CHECK: Words("抽查", "check a drawn decision"),
    CaseVerb.REVIEW: Words("复核", "review at her request"),
    CaseVerb.SUPPLY: Words("补交容缺材料", "take what was to come later"),
    CaseVerb.CALL_OFF: Words("容缺未补，终止办理", "end it for what never came"),
    CaseVerb.CHECK_PROMISE: Words("核查承诺", "check a promise"),
    CaseVerb.OBJECT: Words("提出异议", "object"),
}

_C, _CV = CaseState, CaseVerb
_GOES_ON = (
    *(_CV.CHECK, _CV.START, _CV.ANSWER, _CV.DECIDE, _CV.PAY, _CV.TROUBLE, _CV.RETRY, _CV.TAKE_OVER),
    *(_CV.CLAIM, _CV.PUT_BACK, _CV.REASSIGN),
)
CASE_TABLE: Mapping[tuple[str, str], str] = {
    (BORN, _CV.RECEIVE): _C.RECEIVED,
    (_C.RECEIVED, _CV.ACCEPT): _C.ACCEPTED,
    (_C.ACCEPTED, _CV.CHECK): _C.ACCEPTED,
    (_C.ACCEPTED, _CV.START): _C.ACCEPTED,
    (_C.ACCEPTED, _CV.EXAMINE): _C.ACCEPTED,
    (_C.ACCEPTED, _CV.APPROVE): _C.APPROVED,
    (_C.ACCEPTED, _CV.REFUSE): _C.REFUSED,
    (_C.ACCEPTED, _CV.ANSWER): _C.ACCEPTED,
    (_C.ACCEPTED, _CV.DECIDE): _C.ACCEPTED,
    (_C.ACCEPTED, _CV.PAY): _C.ACCEPTED,
    (_C.ACCEPTED, _CV.TROUBLE): _C.ACCEPTED,
    (_C.ACCEPTED, _CV.RETRY): _C.ACCEPTED,
    (_C.ACCEPTED, _CV.TAKE_OVER): _C.ACCEPTED,
    (_C.ACCEPTED, _CV.CLAIM): _C.ACCEPTED,
    (_C.ACCEPTED, _CV.PUT_BACK): _C.ACCEPTED,
    (_C.ACCEPTED, _CV.REASSIGN): _C.ACCEPTED,
    (_C.ACCEPTED, _CV.RETURN): _C.ACCEPTED,
    (_C.ACCEPTED, _CV.CONCLUDE): _C.GRANTED,
    (_C.ACCEPTED, _CV.TERMINATE): _C.TERMINATED,
    (_C.ACCEPTED, _CV.RECOUNT): _C.ACCEPTED,
    (_C.APPROVED, _CV.START): _C.APPROVED,
    (_C.APPROVED, _CV.ANSWER): _C.APPROVED,
    (_C.APPROVED, _CV.DECIDE): _C.APPROVED,
    (_C.APPROVED, _CV.PAY): _C.APPROVED,
    (_C.APPROVED, _CV.TROUBLE): _C.APPROVED,
    (_C.APPROVED, _CV.RETRY): _C.APPROVED,
    (_C.APPROVED, _CV.TAKE_OVER): _C.APPROVED,
    (_C.APPROVED, _CV.CLAIM): _C.APPROVED,
    (_C.APPROVED, _CV.PUT_BACK): _C.APPROVED,
    (_C.APPROVED, _CV.REASSIGN): _C.APPROVED,
    (_C.APPROVED, _CV.RETURN): _C.ACCEPTED,
    (_C.APPROVED, _CV.CONCLUDE): _C.GRANTED,
    (_C.APPROVED, _CV.TERMINATE): _C.TERMINATED,
    (_C.APPROVED, _CV.RECOUNT): _C.APPROVED,
    (_C.ACCEPTED, _CV.PAUSE): _C.PAUSED,
    (_C.ACCEPTED, _CV.EXTEND): _C.ACCEPTED,
    (_C.ACCEPTED, _CV.WITHDRAW): _C.WITHDRAWN,
    (_C.PAUSED, _CV.RESUME): _C.ACCEPTED,
    (_C.PAUSED, _CV.EXTEND): _C.PAUSED,
    (_C.PAUSED, _CV.WITHDRAW): _C.WITHDRAWN,
    # A pause stops the limit, not the work around it: only the decision at the desk waits for its end.
    **{(_C.PAUSED, verb): _C.PAUSED for verb in _GOES_ON},
    (_C.PAUSED, _CV.REFUSE): _C.REFUSED,
    (_C.PAUSED, _CV.CONCLUDE): _C.GRANTED,
    (_C.PAUSED, _CV.TERMINATE): _C.TERMINATED,
    (_C.PAUSED, _CV.RECOUNT): _C.PAUSED,
    # What happens beside the steps goes on while the limit stands still.
    **{
        (state, verb): state
        for state in (_C.ACCEPTED, _C.PAUSED)
        for verb in (
            _CV.CONSULT,
            _CV.OPINE,
            _CV.INFORM,
            _CV.HEAR,
            _CV.VISIT,
            _CV.OFFER_HEARING,
            _CV.ASK_HEARING,
            _CV.SCHEDULE_HEARING,
            _CV.REPLACE_CHAIR,
            _CV.HOLD_HEARING,
        )
    },
    # The limit for delivery runs after the decision.
    (_C.GRANTED, _CV.RECOUNT): _C.GRANTED,
    # What may still come after a decision, or beside the straight way to it.
    (_C.GRANTED, _CV.REOPEN): _C.ACCEPTED,
    (_C.REFUSED, _CV.REOPEN): _C.ACCEPTED,
    (_C.TERMINATED, _CV.REOPEN): _C.ACCEPTED,
    (_C.GRANTED, _CV.RECTIFY): _C.GRANTED,
    (_C.REFUSED, _CV.RECTIFY): _C.REFUSED,
    (_C.ACCEPTED, _CV.HAND_OVER): _C.ACCEPTED,
    (_C.ACCEPTED, _CV.TRANSFER): _C.TRANSFERRED,
    (_C.ACCEPTED, _CV.REPORT_UP): _C.ACCEPTED,
    (_C.ACCEPTED, _CV.DECIDE_BY_TABLE): _C.ACCEPTED,
    (_C.ACCEPTED, _CV.LEAVE_TO_PERSON): _C.ACCEPTED,
    (_C.ACCEPTED, _CV.ASK_FOR_PERSON): _C.ACCEPTED,
    (_C.ACCEPTED, _CV.GRANT): _C.ACCEPTED,
    **{(_C.PAUSED, v): _C.PAUSED for v in (_CV.LEAVE_TO_PERSON, _CV.ASK_FOR_PERSON)},
    # What a table granted stands; people look at it again, and a colleague revokes where that is due.
    **{(_C.GRANTED, v): _C.GRANTED for v in (_CV.ASK_FOR_PERSON, _CV.SAMPLE_CHECK, _CV.REVIEW)},
    (_C.ACCEPTED, _CV.SUPPLY): _C.ACCEPTED,
    (_C.PAUSED, _CV.SUPPLY): _C.PAUSED,
    (_C.ACCEPTED, _CV.CALL_OFF): _C.TERMINATED,
    (_C.PAUSED, _CV.CALL_OFF): _C.TERMINATED,
    (_C.GRANTED, _CV.CHECK_PROMISE): _C.GRANTED,
    (_C.GRANTED, _CV.OBJECT): _C.GRANTED,
    # Approved is not entered yet: until the entry in the register the applicants may take it back.
    (_C.APPROVED, _CV.WITHDRAW): _C.WITHDRAWN,
}
