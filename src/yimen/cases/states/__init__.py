"""States of applications, cases and steps, and the tables of what may be done in which state.

The same tables draw the buttons and guard the server; the diagrams in the docs are made from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from yimen.cases.states.clocks import CLOCK_WORDS as CLOCK_WORDS
from yimen.cases.states.clocks import ClockKind as ClockKind
from yimen.cases.states.clocks import Source as Source
from yimen.cases.states.preparations import PREPARATION_STATE_WORDS as PREPARATION_STATE_WORDS
from yimen.cases.states.preparations import PREPARATION_TABLE as PREPARATION_TABLE
from yimen.cases.states.preparations import PREPARATION_VERB_WORDS as PREPARATION_VERB_WORDS
from yimen.cases.states.preparations import PreparationState as PreparationState
from yimen.cases.states.preparations import PreparationVerb as PreparationVerb
from yimen.cases.states.proceedings import STAND_WORDS as STAND_WORDS
from yimen.cases.states.proceedings import ProceedingKind as ProceedingKind
from yimen.cases.states.proceedings import ProceedingState as ProceedingState
from yimen.cases.states.proceedings import Stand as Stand
from yimen.kernel.words import Words

BORN = ""


class ApplicationState(StrEnum):
    """Where an application stands: one person, one pile, one receipt, several cases."""

    DRAFT = "draft"
    RECEIVED = "received"
    """The pile is in; the time for acceptance runs."""
    CORRECTING = "correcting"
    """The one notice was given; what it names is awaited."""
    ACCEPTED = "accepted"
    TURNED_AWAY = "turned_away"
    """Not accepted, told in writing why."""
    CLOSED = "closed"
    DISCARDED = "discarded"


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


class ApplicationVerb(StrEnum):
    """What is done with an application."""

    OPEN = "open"
    JOIN = "join"
    LEAVE = "leave"
    REPRESENT = "represent"
    DISMISS = "dismiss"
    FILL = "fill"
    MEND = "mend"
    """What stood in the form is corrected on the spot: no notice, no clock."""
    LOOK_UP = "look_up"
    KEEP = "keep"
    GIVE_BACK = "give_back"
    VOUCH = "vouch"
    DISCARD = "discard"
    RECEIVE = "receive"
    CORRECT = "correct"
    FAULT = "fault"
    SPARE = "spare"
    REDIRECT = "redirect"
    REJECT = "reject"
    ACCEPT = "accept"
    CHECK = "check"
    COLLECT = "collect"
    DEMAND = "demand"
    HAND_OUT = "hand_out"
    CLOSE = "close"
    REOPEN = "reopen"


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


APPLICATION_STATE_WORDS: Mapping[str, Words] = {
    ApplicationState.DRAFT: Words("填写中", "being filled in"),
    ApplicationState.RECEIVED: Words("已收件", "received"),
    ApplicationState.CORRECTING: Words("等补正", "waiting for correction"),
    ApplicationState.TURNED_AWAY: Words("不予受理", "not accepted"),
    ApplicationState.ACCEPTED: Words("已受理，办理中", "accepted, in work"),
    ApplicationState.CLOSED: Words("已办结", "closed"),
    ApplicationState.DISCARDED: Words("已作废", "discarded"),
}
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
APPLICATION_VERB_WORDS: Mapping[str, Words] = {
    ApplicationVerb.OPEN: Words("新开申请", "open"),
    ApplicationVerb.JOIN: Words("登记当事人", "add a party"),
    ApplicationVerb.LEAVE: Words("移除当事人", "remove a party"),
    ApplicationVerb.REPRESENT: Words("登记代理人", "add a representative"),
    ApplicationVerb.DISMISS: Words("移除代理人", "remove a representative"),
    ApplicationVerb.FILL: Words("填写", "fill in"),
    ApplicationVerb.MEND: Words("当场更正", "correct on the spot"),
    ApplicationVerb.LOOK_UP: Words("查询登记信息", "look up"),
    ApplicationVerb.KEEP: Words("收材料", "keep a document"),
    ApplicationVerb.GIVE_BACK: Words("退材料", "give a document back"),
    ApplicationVerb.VOUCH: Words("核原件", "check the original"),
    ApplicationVerb.DISCARD: Words("作废草稿", "discard"),
    ApplicationVerb.RECEIVE: Words("收件", "receive"),
    ApplicationVerb.CORRECT: Words("补正告知", "give the correction notice"),
    ApplicationVerb.FAULT: Words("记差错", "note a fault"),
    ApplicationVerb.SPARE: Words("告知无需办理", "tell that nothing is needed"),
    ApplicationVerb.REDIRECT: Words("告知去向", "tell where to go"),
    ApplicationVerb.REJECT: Words("不予受理", "refuse to accept"),
    ApplicationVerb.ACCEPT: Words("受理", "accept"),
    ApplicationVerb.CHECK: Words("核准", "check"),
    ApplicationVerb.COLLECT: Words("收款", "collect the payment"),
    ApplicationVerb.DEMAND: Words("开缴款单", "demand the payment"),
    ApplicationVerb.HAND_OUT: Words("发证", "hand out"),
    ApplicationVerb.CLOSE: Words("办结", "close"),
    ApplicationVerb.REOPEN: Words("重新办理", "open again"),
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
}

_A, _AV = ApplicationState, ApplicationVerb
APPLICATION_TABLE: Mapping[tuple[str, str], str] = {
    (BORN, _AV.OPEN): _A.DRAFT,
    (_A.DRAFT, _AV.JOIN): _A.DRAFT,
    (_A.DRAFT, _AV.LEAVE): _A.DRAFT,
    (_A.DRAFT, _AV.REPRESENT): _A.DRAFT,
    (_A.DRAFT, _AV.DISMISS): _A.DRAFT,
    (_A.DRAFT, _AV.FILL): _A.DRAFT,
    (_A.DRAFT, _AV.MEND): _A.DRAFT,
    (_A.DRAFT, _AV.LOOK_UP): _A.DRAFT,
    (_A.DRAFT, _AV.KEEP): _A.DRAFT,
    (_A.DRAFT, _AV.GIVE_BACK): _A.DRAFT,
    (_A.DRAFT, _AV.VOUCH): _A.DRAFT,
    (_A.DRAFT, _AV.DISCARD): _A.DISCARDED,
    (_A.DRAFT, _AV.RECEIVE): _A.RECEIVED,
    (_A.DRAFT, _AV.SPARE): _A.TURNED_AWAY,
    (_A.DRAFT, _AV.REDIRECT): _A.TURNED_AWAY,
    (_A.RECEIVED, _AV.ACCEPT): _A.ACCEPTED,
    (_A.RECEIVED, _AV.CORRECT): _A.CORRECTING,
    (_A.CORRECTING, _AV.JOIN): _A.CORRECTING,
    (_A.CORRECTING, _AV.LEAVE): _A.CORRECTING,
    (_A.CORRECTING, _AV.FILL): _A.CORRECTING,
    (_A.CORRECTING, _AV.MEND): _A.CORRECTING,
    (_A.CORRECTING, _AV.LOOK_UP): _A.CORRECTING,
    (_A.CORRECTING, _AV.KEEP): _A.CORRECTING,
    (_A.CORRECTING, _AV.GIVE_BACK): _A.CORRECTING,
    (_A.CORRECTING, _AV.VOUCH): _A.CORRECTING,
    (_A.CORRECTING, _AV.REPRESENT): _A.CORRECTING,
    (_A.CORRECTING, _AV.DISMISS): _A.CORRECTING,
    (_A.CORRECTING, _AV.FAULT): _A.CORRECTING,
    (_A.CORRECTING, _AV.REJECT): _A.TURNED_AWAY,
    (_A.CORRECTING, _AV.ACCEPT): _A.ACCEPTED,
    (_A.ACCEPTED, _AV.CHECK): _A.ACCEPTED,
    (_A.ACCEPTED, _AV.DEMAND): _A.ACCEPTED,
    (_A.ACCEPTED, _AV.COLLECT): _A.ACCEPTED,
    (_A.ACCEPTED, _AV.HAND_OUT): _A.ACCEPTED,
    (_A.CLOSED, _AV.HAND_OUT): _A.CLOSED,
    (_A.ACCEPTED, _AV.CLOSE): _A.CLOSED,
    (_A.CLOSED, _AV.REOPEN): _A.ACCEPTED,
    (_A.ACCEPTED, _AV.REOPEN): _A.ACCEPTED,
}

_C, _CV = CaseState, CaseVerb
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
    (_C.PAUSED, _CV.CHECK): _C.PAUSED,
    (_C.PAUSED, _CV.START): _C.PAUSED,
    (_C.PAUSED, _CV.ANSWER): _C.PAUSED,
    (_C.PAUSED, _CV.DECIDE): _C.PAUSED,
    (_C.PAUSED, _CV.PAY): _C.PAUSED,
    (_C.PAUSED, _CV.TROUBLE): _C.PAUSED,
    (_C.PAUSED, _CV.RETRY): _C.PAUSED,
    (_C.PAUSED, _CV.TAKE_OVER): _C.PAUSED,
    (_C.PAUSED, _CV.CLAIM): _C.PAUSED,
    (_C.PAUSED, _CV.PUT_BACK): _C.PAUSED,
    (_C.PAUSED, _CV.REASSIGN): _C.PAUSED,
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
    # Approval is not the result: until it is entered the applicants may take it back (不动产登记暂行条例 art 15(2)).
    (_C.APPROVED, _CV.WITHDRAW): _C.WITHDRAWN,
}
