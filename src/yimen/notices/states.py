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
    REOPENING = "reopening"
    RECTIFICATION = "rectification"
    HAND_OVER = "hand-over"
    TRANSFER = "transfer"
    REPORT_UP = "report-up"
    SUMMARY = "summary"
    REVOCATION_NOTICE = "revocation-notice"
    RECALL_NOTICE = "recall-notice"
    REVOCATION = "revocation"
    RECALL = "recall"
    DESISTANCE = "desistance"
    DEREGISTRATION = "deregistration"
    RENEWAL_ASKED = "renewal-asked"
    RENEWAL = "renewal"
    RENEWAL_REFUSAL = "renewal-refusal"
    DEEMED_RENEWAL = "deemed-renewal"
    RENEWAL_REMINDER = "renewal-reminder"
    GRANT = "grant"


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
    DocumentKind.REOPENING: Words("重新办理通知书", "Notice that it is decided anew"),
    DocumentKind.RECTIFICATION: Words("更正通知书", "Notice of a correction"),
    DocumentKind.HAND_OVER: Words("移交办理通知书", "Notice of the department that takes it over"),
    DocumentKind.TRANSFER: Words("移送通知书", "Notice of a transfer"),
    DocumentKind.REPORT_UP: Words("转报通知书", "Notice of a report to the upper office"),
    DocumentKind.SUMMARY: Words("办理结果汇总", "Summary of the results"),
    DocumentKind.REVOCATION_NOTICE: Words("拟撤销行政许可告知书", "Notice of an intended revocation"),
    DocumentKind.RECALL_NOTICE: Words("拟撤回行政许可告知书", "Notice of an intended recall"),
    DocumentKind.REVOCATION: Words("撤销行政许可决定书", "Decision to revoke a licence"),
    DocumentKind.RECALL: Words("行政许可撤回决定书", "Decision to recall a licence"),
    DocumentKind.DESISTANCE: Words("不予撤销（撤回）行政许可决定书", "Decision to keep a licence"),
    DocumentKind.DEREGISTRATION: Words("注销行政许可决定书", "Decision to deregister a licence"),
    DocumentKind.RENEWAL_ASKED: Words("延续申请受理凭证", "Receipt of an application for renewal"),
    DocumentKind.RENEWAL: Words("准予延续行政许可决定书", "Decision to renew a licence"),
    DocumentKind.RENEWAL_REFUSAL: Words("不予延续行政许可决定书", "Decision not to renew a licence"),
    DocumentKind.DEEMED_RENEWAL: Words("视为准予延续告知书", "Notice of a renewal by law"),
    DocumentKind.RENEWAL_REMINDER: Words("许可有效期届满提醒书", "Reminder that a licence runs out"),
    DocumentKind.GRANT: Words("准予决定书", "Decision to grant"),
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
    DocumentKind.REOPENING: "重",
    DocumentKind.RECTIFICATION: "更",
    DocumentKind.HAND_OVER: "接",
    DocumentKind.TRANSFER: "移",
    DocumentKind.REPORT_UP: "报",
    DocumentKind.SUMMARY: "汇",
    DocumentKind.REVOCATION_NOTICE: "拟撤",
    DocumentKind.RECALL_NOTICE: "拟回",
    DocumentKind.REVOCATION: "撤许",
    DocumentKind.RECALL: "回许",
    DocumentKind.DESISTANCE: "不撤",
    DocumentKind.DEREGISTRATION: "注",
    DocumentKind.RENEWAL_ASKED: "续受",
    DocumentKind.RENEWAL: "准续",
    DocumentKind.RENEWAL_REFUSAL: "不续",
    DocumentKind.DEEMED_RENEWAL: "视续",
    DocumentKind.RENEWAL_REMINDER: "醒",
    DocumentKind.GRANT: "准",
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
