"""Kinds of documents the office hands out, and what may be done with one."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from yimen.kernel.words import Words

BORN = ""


class DocumentKind(StrEnum):
    """What a document is."""

    ACCEPTANCE = "acceptance"
    PAYMENT = "payment"
    CORRECTION = "correction"
    NOT_NEEDED = "not-needed"
    OUT_OF_SCOPE = "out-of-scope"
    REJECTION = "rejection"
    REFUSAL = "refusal"
    MATERIALS = "materials"
    HAND_OUT = "hand-out"
    PAUSE = "pause"
    EXTENSION = "extension"
    WITHDRAWAL = "withdrawal"
    RECEIVED = "received"
    MORE_TIME = "more-time"
    TOLERANCE = "tolerance"
    PROMISE = "promise"
    CALLED_OFF = "called-off"
    PROMISE_UNTRUE = "promise-untrue"


KIND_WORDS: Mapping[str, Words] = {
    DocumentKind.ACCEPTANCE: Words("受理通知书", "Receipt of acceptance"),
    DocumentKind.PAYMENT: Words("缴款回执", "Payment receipt"),
    DocumentKind.CORRECTION: Words("补正告知书", "Correction notice"),
    DocumentKind.NOT_NEEDED: Words("无需办理告知书", "Notice that nothing is needed"),
    DocumentKind.OUT_OF_SCOPE: Words("不属职权范围告知书", "Notice where to go"),
    DocumentKind.REJECTION: Words("不予受理通知书", "Refusal to accept"),
    DocumentKind.REFUSAL: Words("不予办理决定书", "Decision to refuse"),
    DocumentKind.MATERIALS: Words("收件清单", "List of documents taken"),
    DocumentKind.HAND_OUT: Words("领证回执", "Receipt of a certificate handed out"),
    DocumentKind.PAUSE: Words("不计入期限告知书", "Notice that the limit stands still"),
    DocumentKind.EXTENSION: Words("延长办理期限告知书", "Notice of an extension"),
    DocumentKind.WITHDRAWAL: Words("撤回申请确认书", "Confirmation of a withdrawal"),
    DocumentKind.RECEIVED: Words("收件凭证", "Receipt of a pile"),
    DocumentKind.MORE_TIME: Words("延长补正期限告知书", "Notice of more time to correct"),
    DocumentKind.TOLERANCE: Words("容缺受理承诺书", "Promise of documents to come later"),
    DocumentKind.PROMISE: Words("告知承诺书", "Signed promise in a document's place"),
    DocumentKind.CALLED_OFF: Words("终止办理通知书", "Notice that a matter has ended"),
    DocumentKind.PROMISE_UNTRUE: Words("承诺核查结果告知书", "Notice of what a check found"),
}
SERIES: Mapping[str, str] = {
    DocumentKind.ACCEPTANCE: "受",
    DocumentKind.PAYMENT: "缴",
    DocumentKind.CORRECTION: "补",
    DocumentKind.NOT_NEEDED: "告",
    DocumentKind.OUT_OF_SCOPE: "转",
    DocumentKind.REJECTION: "拒",
    DocumentKind.REFUSAL: "决",
    DocumentKind.MATERIALS: "收",
    DocumentKind.HAND_OUT: "领",
    DocumentKind.PAUSE: "停",
    DocumentKind.EXTENSION: "延",
    DocumentKind.WITHDRAWAL: "撤",
    DocumentKind.RECEIVED: "件",
    DocumentKind.MORE_TIME: "宽",
    DocumentKind.TOLERANCE: "缺",
    DocumentKind.PROMISE: "诺",
    DocumentKind.CALLED_OFF: "终",
    DocumentKind.PROMISE_UNTRUE: "核",
}
"""The word of a document's number series, one per kind: 禅政务受〔2026〕1号."""


class DocumentState(StrEnum):
    """Where a document stands."""

    ISSUED = "issued"


class Verb(StrEnum):
    """What is done with a document."""

    ISSUE = "issue"


STATE_WORDS: Mapping[str, Words] = {DocumentState.ISSUED: Words("已出具", "issued")}
VERB_WORDS: Mapping[str, Words] = {Verb.ISSUE: Words("出具", "issue")}
TABLE: Mapping[tuple[str, str], str] = {(BORN, Verb.ISSUE): DocumentState.ISSUED}
