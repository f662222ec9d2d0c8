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
    HEARING_RIGHT = "hearing-right"
    HEARING_NOTICE = "hearing-notice"
    HEARING_RECORD = "hearing-record"
    VISIT = "visit"
    INTEREST = "interest"
    PAPER_LIST = "paper-list"
    SERVICE = "service"


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
    DocumentKind.HEARING_RIGHT: Words("听证告知书", "Notice of the right to a hearing"),
    DocumentKind.HEARING_NOTICE: Words("听证通知书", "Notice of a hearing"),
    DocumentKind.HEARING_RECORD: Words("听证笔录", "Record of a hearing"),
    DocumentKind.VISIT: Words("现场核查记录", "Record of a visit"),
    DocumentKind.INTEREST: Words("利害关系人告知书", "Notice to an interested party"),
    DocumentKind.PAPER_LIST: Words("材料交接单", "List of papers handed over"),
    DocumentKind.SERVICE: Words("送达回证", "Receipt of service"),
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
    DocumentKind.HEARING_RIGHT: "听告",
    DocumentKind.HEARING_NOTICE: "听",
    DocumentKind.HEARING_RECORD: "听录",
    DocumentKind.VISIT: "勘",
    DocumentKind.INTEREST: "利",
    DocumentKind.PAPER_LIST: "交",
    DocumentKind.SERVICE: "达",
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
