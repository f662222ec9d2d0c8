"""States of applications, and the table of what may be done in which state.

The same tables draw the buttons and guard the server; the diagrams in the docs are made from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

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


AT_THE_WINDOW = frozenset({ApplicationState.DRAFT, ApplicationState.RECEIVED, ApplicationState.CORRECTING})
"""Not accepted and not turned away: form and pile are still worked on."""


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
    DEEM_ACCEPTED = "deem_accepted"
    """The law's limit for an answer passed in silence: accepted from the day of receipt."""
    SUPPLEMENT = "supplement"
    """A party answers the correction notice herself, from afar."""
    GIVE_TIME = "give_time"
    """The time to answer the correction notice is made longer."""
    TOLERATE = "tolerate"
    PROMISE = "promise"


APPLICATION_STATE_WORDS: Mapping[str, Words] = {
    ApplicationState.DRAFT: Words("填写中", "being filled in"),
    ApplicationState.RECEIVED: Words("已收件", "received"),
    ApplicationState.CORRECTING: Words("等补正", "waiting for correction"),
    ApplicationState.TURNED_AWAY: Words("不予受理", "not accepted"),
    ApplicationState.ACCEPTED: Words("已受理，办理中", "accepted, in work"),
    ApplicationState.CLOSED: Words("已办结", "closed"),
    ApplicationState.DISCARDED: Words("已作废", "discarded"),
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
    ApplicationVerb.DEEM_ACCEPTED: Words("视为受理", "deem accepted"),
    ApplicationVerb.SUPPLEMENT: Words("网上补正", "answer the notice online"),
    ApplicationVerb.GIVE_TIME: Words("延长补正期限", "give more time to correct"),
    ApplicationVerb.TOLERATE: Words("容缺受理", "let documents come later"),
    ApplicationVerb.PROMISE: Words("告知承诺", "take a promise"),
}
_A, _AV = ApplicationState, ApplicationVerb
_WORK = (
    *(_AV.JOIN, _AV.LEAVE, _AV.REPRESENT, _AV.DISMISS, _AV.FILL, _AV.MEND, _AV.LOOK_UP),
    *(_AV.KEEP, _AV.GIVE_BACK, _AV.VOUCH, _AV.TOLERATE, _AV.PROMISE),
)
"""What is done with people, form and pile until the window has answered."""
APPLICATION_TABLE: Mapping[tuple[str, str], str] = {
    (BORN, _AV.OPEN): _A.DRAFT,
    **{(at, verb): at for at in sorted(AT_THE_WINDOW) for verb in _WORK},
    (_A.DRAFT, _AV.DISCARD): _A.DISCARDED,
    (_A.DRAFT, _AV.RECEIVE): _A.RECEIVED,
    (_A.DRAFT, _AV.SPARE): _A.TURNED_AWAY,
    (_A.DRAFT, _AV.REDIRECT): _A.TURNED_AWAY,
    (_A.RECEIVED, _AV.ACCEPT): _A.ACCEPTED,
    (_A.RECEIVED, _AV.CORRECT): _A.CORRECTING,
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
    # Received and not judged yet (收件待审): the time for an answer runs.
    (_A.RECEIVED, _AV.SPARE): _A.TURNED_AWAY,
    (_A.RECEIVED, _AV.REDIRECT): _A.TURNED_AWAY,
    (_A.RECEIVED, _AV.DEEM_ACCEPTED): _A.ACCEPTED,
    (_A.RECEIVED, _AV.FAULT): _A.RECEIVED,
    (_A.ACCEPTED, _AV.FAULT): _A.ACCEPTED,
    (_A.CORRECTING, _AV.SUPPLEMENT): _A.CORRECTING,
    (_A.CORRECTING, _AV.GIVE_TIME): _A.CORRECTING,
}
