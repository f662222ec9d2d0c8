"""States of a hand-over of paper and of a delivery, and the tables of what may be done in which state."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from yimen.kernel.words import Words

BORN = ""


class HandOverState(StrEnum):
    """Where a hand-over stands."""

    SENT = "sent"
    """The giver has signed; the paper is on its way."""
    RECEIVED = "received"
    DISPUTED = "disputed"
    """Taken over, but something on the list was missing or not the same."""
    RESOLVED = "resolved"
    RECALLED = "recalled"
    """The giver took it back before anybody received it."""


class HandOverVerb(StrEnum):
    """What is done with a hand-over."""

    SEND = "send"
    RECEIVE = "receive"
    DISPUTE = "dispute"
    RESOLVE = "resolve"
    RECALL = "recall"


class Found(StrEnum):
    """What the receiver found of one paper on the list."""

    PRESENT = "present"
    MISSING = "missing"
    DIFFERENT = "different"


class Paper(StrEnum):
    """What a line of the list is."""

    ORIGINAL = "original"
    COPY = "copy"


class Way(StrEnum):
    """How a result reaches the applicant."""

    COUNTER = "counter"
    COURIER = "courier"
    ONLINE = "online"


class DeliveryState(StrEnum):
    """Where the delivery of a case's result stands."""

    CHOSEN = "chosen"
    """The way is chosen or the originals are compared; nothing has left the office."""
    STOPPED = "stopped"
    """An original differs from its scan: nothing is given out until somebody else has looked."""
    UNDER_WAY = "under_way"
    RETURNED = "returned"
    """The courier brought it back; it lies at the counter again."""
    DELIVERED = "delivered"


class DeliveryVerb(StrEnum):
    """What is done with a delivery."""

    CHOOSE = "choose"
    COMPARE = "compare"
    DIFFER = "differ"
    LOOK_AGAIN = "look_again"
    DISPATCH = "dispatch"
    COME_BACK = "come_back"
    DELIVER = "deliver"


HAND_OVER_STATE_WORDS: Mapping[str, Words] = {
    HandOverState.SENT: Words("移交中，待接收", "on its way"),
    HandOverState.RECEIVED: Words("已接收", "received"),
    HandOverState.DISPUTED: Words("已接收，有不符", "received, not all right"),
    HandOverState.RESOLVED: Words("不符已处理", "resolved"),
    HandOverState.RECALLED: Words("已收回", "taken back"),
}
HAND_OVER_VERB_WORDS: Mapping[str, Words] = {
    HandOverVerb.SEND: Words("移交", "send"),
    HandOverVerb.RECEIVE: Words("接收", "receive"),
    HandOverVerb.DISPUTE: Words("记不符", "note what is not right"),
    HandOverVerb.RESOLVE: Words("处理不符", "resolve"),
    HandOverVerb.RECALL: Words("收回移交", "take back"),
}
FOUND_WORDS: Mapping[str, Words] = {
    "": Words("待核", "not checked yet"),
    Found.PRESENT: Words("在", "here"),
    Found.MISSING: Words("缺", "missing"),
    Found.DIFFERENT: Words("不符", "not the same"),
}
PAPER_WORDS: Mapping[str, Words] = {
    Paper.ORIGINAL: Words("原件", "original"),
    Paper.COPY: Words("复印件", "copy"),
}
WAY_WORDS: Mapping[str, Words] = {
    Way.COUNTER: Words("到窗口领取", "collected at a window"),
    Way.COURIER: Words("快递送达", "by courier"),
    Way.ONLINE: Words("网上领取", "online"),
}
DELIVERY_STATE_WORDS: Mapping[str, Words] = {
    DeliveryState.CHOSEN: Words("待送达", "to be delivered"),
    DeliveryState.STOPPED: Words("原件与电子件不符，暂不发出", "stopped: papers differ"),
    DeliveryState.UNDER_WAY: Words("快递途中", "with the courier"),
    DeliveryState.RETURNED: Words("未送到，已退回窗口", "came back undelivered"),
    DeliveryState.DELIVERED: Words("已送达", "delivered"),
}
DELIVERY_VERB_WORDS: Mapping[str, Words] = {
    DeliveryVerb.CHOOSE: Words("选领取方式", "choose the way"),
    DeliveryVerb.COMPARE: Words("核对原件与电子件", "compare with the scans"),
    DeliveryVerb.DIFFER: Words("记原件不符", "note a difference"),
    DeliveryVerb.LOOK_AGAIN: Words("复看", "look again"),
    DeliveryVerb.DISPATCH: Words("寄出", "dispatch"),
    DeliveryVerb.COME_BACK: Words("记退回", "note that it came back"),
    DeliveryVerb.DELIVER: Words("送达", "deliver"),
}

_H, _HV = HandOverState, HandOverVerb
HAND_OVER_TABLE: Mapping[tuple[str, str], str] = {
    (BORN, _HV.SEND): _H.SENT,
    (_H.SENT, _HV.RECEIVE): _H.RECEIVED,
    (_H.SENT, _HV.RECALL): _H.RECALLED,
    (_H.RECEIVED, _HV.DISPUTE): _H.DISPUTED,
    (_H.DISPUTED, _HV.DISPUTE): _H.DISPUTED,
    (_H.DISPUTED, _HV.RESOLVE): _H.RESOLVED,
}

_D, _DV = DeliveryState, DeliveryVerb
DELIVERY_TABLE: Mapping[tuple[str, str], str] = {
    (BORN, _DV.CHOOSE): _D.CHOSEN,
    (_D.CHOSEN, _DV.CHOOSE): _D.CHOSEN,
    (_D.RETURNED, _DV.CHOOSE): _D.RETURNED,
    (BORN, _DV.COMPARE): _D.CHOSEN,
    (_D.CHOSEN, _DV.COMPARE): _D.CHOSEN,
    (_D.RETURNED, _DV.COMPARE): _D.RETURNED,
    (BORN, _DV.DIFFER): _D.STOPPED,
    (_D.CHOSEN, _DV.DIFFER): _D.STOPPED,
    (_D.RETURNED, _DV.DIFFER): _D.STOPPED,
    (_D.STOPPED, _DV.LOOK_AGAIN): _D.CHOSEN,
    (_D.CHOSEN, _DV.DISPATCH): _D.UNDER_WAY,
    (_D.RETURNED, _DV.DISPATCH): _D.UNDER_WAY,
    (_D.UNDER_WAY, _DV.COME_BACK): _D.RETURNED,
    (BORN, _DV.DELIVER): _D.DELIVERED,
    (_D.CHOSEN, _DV.DELIVER): _D.DELIVERED,
    (_D.RETURNED, _DV.DELIVER): _D.DELIVERED,
    (_D.UNDER_WAY, _DV.DELIVER): _D.DELIVERED,
}
