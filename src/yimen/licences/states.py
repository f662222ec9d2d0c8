"""States of a licence or certificate, and what may be done with it. One row is one version; versions follow each other.

A certificate of ownership is not 撤销 or 吊销 like a licence: 换证, 补证, 更正, 注销 are its verbs.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from yimen.kernel.words import Words

BORN = ""


class LicenceState(StrEnum):
    """Where a version of a licence stands."""

    VALID = "valid"
    PENDING = "pending"
    """Still valid; a change is asked for and waits for the approver."""
    REPLACED = "replaced"
    VOID = "void"
    DEREGISTERED = "deregistered"


LIVE = frozenset({LicenceState.VALID, LicenceState.PENDING})


class Verb(StrEnum):
    """What is done with a licence."""

    ISSUE = "issue"
    SIGN = "sign"
    HAND_OUT = "hand_out"
    REQUEST = "request"
    WITHDRAW = "withdraw"
    REFUSE = "refuse"
    RENEW = "renew"
    REISSUE = "reissue"
    RECTIFY = "rectify"
    DEREGISTER = "deregister"
    SUPERSEDE = "supersede"


CHANGES = (Verb.RENEW, Verb.REISSUE, Verb.RECTIFY, Verb.DEREGISTER)
"""What may be asked for; each is asked by an examiner and done by an approver, who is another person."""

STATE_WORDS: Mapping[str, Words] = {
    LicenceState.VALID: Words("有效", "valid"),
    LicenceState.PENDING: Words("有效（变动待审批）", "valid, a change waits for approval"),
    LicenceState.REPLACED: Words("已换发新证", "replaced"),
    LicenceState.VOID: Words("已作废", "void"),
    LicenceState.DEREGISTERED: Words("已注销", "deregistered"),
}
VERB_WORDS: Mapping[str, Words] = {
    Verb.ISSUE: Words("制证", "issue"),
    Verb.SIGN: Words("加盖电子签章", "sign"),
    Verb.HAND_OUT: Words("发证", "hand out"),
    Verb.REQUEST: Words("提请变动", "ask for a change"),
    Verb.WITHDRAW: Words("撤回提请", "take the request back"),
    Verb.REFUSE: Words("不予同意", "refuse"),
    Verb.RENEW: Words("换证", "renew"),
    Verb.REISSUE: Words("补证", "reissue"),
    Verb.RECTIFY: Words("更正", "rectify"),
    Verb.DEREGISTER: Words("注销", "deregister"),
    Verb.SUPERSEDE: Words("转移后注销", "end after a transfer"),
}
TABLE: Mapping[tuple[str, str], str] = {
    (BORN, Verb.ISSUE): LicenceState.VALID,
    (LicenceState.VALID, Verb.HAND_OUT): LicenceState.VALID,
    (LicenceState.VALID, Verb.REQUEST): LicenceState.PENDING,
    (LicenceState.PENDING, Verb.WITHDRAW): LicenceState.VALID,
    (LicenceState.PENDING, Verb.REFUSE): LicenceState.VALID,
    (LicenceState.PENDING, Verb.RENEW): LicenceState.REPLACED,
    (LicenceState.PENDING, Verb.REISSUE): LicenceState.VOID,
    (LicenceState.PENDING, Verb.RECTIFY): LicenceState.REPLACED,
    (LicenceState.PENDING, Verb.DEREGISTER): LicenceState.DEREGISTERED,
    (LicenceState.VALID, Verb.SUPERSEDE): LicenceState.DEREGISTERED,
    (LicenceState.PENDING, Verb.SUPERSEDE): LicenceState.DEREGISTERED,
    # The signature may come after the version has ended already: the file is made all the same.
    **{(state, Verb.SIGN): state for state in LicenceState},
}
