"""States of a licence or certificate, and what may be done with it. One row is one version; versions follow each other.

A certificate of ownership is not 撤销 or 吊销 like a licence: 换证, 补证, 更正, 注销 are its verbs. A licence of
行政许可法 (matter type 01) knows also 撤销 (art 69), 撤回 by the agency (art 8), 延续 (art 50) and the end of its
validity (art 70).
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
    FOREWARNED = "forewarned"
    """Still valid; the holder was told that it is to be revoked or recalled, and may state her case."""
    REVOKED = "revoked"
    RECALLED = "recalled"
    EXPIRED = "expired"


LIVE = frozenset({LicenceState.VALID, LicenceState.PENDING, LicenceState.FOREWARNED})
LAPSED = frozenset({LicenceState.REVOKED, LicenceState.RECALLED, LicenceState.EXPIRED})
"""No longer in force; the agency must still deregister it (行政许可法 art 70(1), 70(4))."""


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
    FOREWARN = "forewarn"
    HEAR = "hear"
    REVOKE = "revoke"
    RECALL = "recall"
    DESIST = "desist"
    ASK_RENEWAL = "ask_renewal"
    PROLONG = "prolong"
    DENY_RENEWAL = "deny_renewal"
    DEEM_RENEWED = "deem_renewed"
    EXPIRE = "expire"
    REMIND = "remind"


CHANGES = (Verb.RENEW, Verb.REISSUE, Verb.RECTIFY, Verb.DEREGISTER)
"""What may be asked for; each is asked by an examiner and done by an approver, who is another person."""
ENDINGS = (Verb.REVOKE, Verb.RECALL)
"""What the holder is told of before it is decided, and heard on."""
OF_LICENCES = frozenset(
    {
        Verb.FOREWARN,
        Verb.HEAR,
        *ENDINGS,
        Verb.DESIST,
        Verb.ASK_RENEWAL,
        Verb.PROLONG,
        Verb.DENY_RENEWAL,
        Verb.DEEM_RENEWED,
        Verb.EXPIRE,
        Verb.REMIND,
    }
)
"""What only a licence of 行政许可法 knows, never another certificate."""

STATE_WORDS: Mapping[str, Words] = {
    LicenceState.VALID: Words("有效", "valid"),
    LicenceState.PENDING: Words("有效（变动待审批）", "valid, a change waits for approval"),
    LicenceState.REPLACED: Words("已换发新证", "replaced"),
    LicenceState.VOID: Words("已作废", "void"),
    LicenceState.DEREGISTERED: Words("已注销", "deregistered"),
    LicenceState.FOREWARNED: Words("有效（已事先告知，听取陈述申辩）", "valid; the holder was told and is being heard"),
    LicenceState.REVOKED: Words("已撤销", "revoked"),
    LicenceState.RECALLED: Words("已撤回", "recalled by the agency"),
    LicenceState.EXPIRED: Words("已过有效期", "expired"),
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
    Verb.FOREWARN: Words("事先告知", "tell the holder beforehand"),
    Verb.HEAR: Words("记录陈述申辩", "note what the holder states"),
    Verb.REVOKE: Words("撤销许可", "revoke the licence"),
    Verb.RECALL: Words("撤回许可", "recall the licence"),
    Verb.DESIST: Words("不予撤销（撤回）", "decide not to revoke or recall"),
    Verb.ASK_RENEWAL: Words("申请延续", "apply for a longer validity"),
    Verb.PROLONG: Words("准予延续", "grant a longer validity"),
    Verb.DENY_RENEWAL: Words("不予延续", "deny a longer validity"),
    Verb.DEEM_RENEWED: Words("视为准予延续", "deem the validity renewed"),
    Verb.EXPIRE: Words("期满失效", "let it expire"),
    Verb.REMIND: Words("提醒延续", "remind of the expiry"),
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
    (LicenceState.FOREWARNED, Verb.SUPERSEDE): LicenceState.DEREGISTERED,
    (LicenceState.VALID, Verb.FOREWARN): LicenceState.FOREWARNED,
    (LicenceState.FOREWARNED, Verb.HEAR): LicenceState.FOREWARNED,
    (LicenceState.FOREWARNED, Verb.REVOKE): LicenceState.REVOKED,
    (LicenceState.FOREWARNED, Verb.RECALL): LicenceState.RECALLED,
    (LicenceState.FOREWARNED, Verb.DESIST): LicenceState.VALID,
    # A longer validity is granted only where nothing else waits; what the law itself does, it does in any live state.
    (LicenceState.VALID, Verb.PROLONG): LicenceState.REPLACED,
    **{
        (state, verb): state
        for state in sorted(LIVE)
        for verb in (Verb.ASK_RENEWAL, Verb.DENY_RENEWAL, Verb.DEEM_RENEWED, Verb.REMIND)
    },
    **{(state, Verb.EXPIRE): LicenceState.EXPIRED for state in sorted(LIVE)},
    **{(state, Verb.DEREGISTER): LicenceState.DEREGISTERED for state in sorted(LAPSED)},
    # The signature may come after the version has ended already: the file is made all the same.
    **{(state, Verb.SIGN): state for state in LicenceState},
}
