"""What a paper must say before it may be issued: its parts by kind, each with the article that asks for it. Pure.

A paper that lacks a part is not issued, and the deed it belongs to does not happen. Seal, number, code and the office's
head are drawn by the template of every paper: what they are drawn from (`centre`, the day) is a part like the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from yimen.kernel.errors import NotCovered
from yimen.kernel.words import Words
from yimen.notices.states import KIND_WORDS, DocumentKind


class Part(NamedTuple):
    """A part of a paper: the key of its value in the paper's data, how it is called, and the article that asks for it.

    An empty `basis` says that the house asks for it: without it the paper would not say what it is about.
    """

    key: str
    words: Words
    basis: str = ""


_DATED = "行政许可法 art 32(2)"
_REASONED = "行政许可法 art 38(2)"
ADDRESSEE = Part("names", Words("当事人", "who it is for"))
OFFICE = Part("centre", Words("出具机关", "the office that issues it"), _DATED)
MATTER = Part("matter", Words("事项", "the matter"))
TITLE = Part("title", Words("申请名称", "the application"))
RECEIPT = Part("receipt_no", Words("受理号", "the receipt number"))
CASE_NO = Part("case_no", Words("事项编号", "the case number"))
TOLD = Part("told_at", Words("日期", "the date"), _DATED)
BASIS = Part("basis", Words("依据", "the basis"))
OF_APPLICATION = (ADDRESSEE, OFFICE, TITLE, TOLD)
OF_CASE = (ADDRESSEE, OFFICE, TITLE, MATTER, RECEIPT, CASE_NO, TOLD)
OF_LICENCE = (
    ADDRESSEE,
    OFFICE,
    Part("licence", Words("许可证件名称", "the licence")),
    Part("licence_no", Words("许可证件编号", "its number")),
    TOLD,
)
REASON = Part("reason", Words("事实和理由", "the facts and the reason"), _REASONED)
REASONED_BASIS = Part("basis", Words("依据", "the basis"), _REASONED)
REMEDIES = Part("remedies", Words("救济途径", "the remedies"), _REASONED)
GROUND = Part("ground", Words("法定情形", "the ground that the law gives"))
VALID_TO = Part("valid_to", Words("有效期", "the end of its validity"), "行政许可法 art 50")
OLD_VALID_TO = Part("old_valid_to", Words("原有效期", "the former end of its validity"))
WEIGHED = Part("weighed", Words("对陈述申辩的意见", "what is said of her statement"), "行政许可法 art 7")
ANSWER_UNTIL = Part("answer_until", Words("陈述申辩的时间", "the time to state her case"), "行政许可法 art 7")
COMPENSATION = Part("compensation", Words("补偿", "the compensation"), "行政许可法 art 8(2)")

REQUIRED: Mapping[DocumentKind, tuple[Part, ...]] = {
    DocumentKind.ACCEPTANCE: (
        OFFICE,
        TITLE,
        RECEIPT,
        Part("accepted_at", Words("受理日期", "the day of acceptance"), _DATED),
        Part("parties", Words("当事人", "the parties")),
        Part("cases", Words("受理的事项和期限", "the matters with their limits")),
    ),
    DocumentKind.PAYMENT: (
        OFFICE,
        TITLE,
        RECEIPT,
        Part("paid_at", Words("收款时间", "when it was paid")),
        Part("lines", Words("款项", "what was paid")),
        Part("total", Words("合计", "the total")),
    ),
    DocumentKind.CORRECTION: (
        *OF_APPLICATION,
        RECEIPT,
        Part("points", Words("需要补正的全部内容", "everything to be corrected"), "行政许可法 art 32(1)4"),
    ),
    DocumentKind.NOT_NEEDED: (*OF_APPLICATION, Part("reason", Words("理由", "the reason"))),
    DocumentKind.OUT_OF_SCOPE: (
        *OF_APPLICATION,
        Part("reason", Words("理由", "the reason")),
        Part("where", Words("向哪个机关申请", "where to go instead"), "行政许可法 art 32(1)2"),
        Part("remedies", Words("救济途径", "the remedies"), _REASONED),
    ),
    DocumentKind.REJECTION: (
        *OF_APPLICATION,
        RECEIPT,
        Part("reason", Words("理由", "the reason"), _REASONED),
        Part("basis", Words("依据", "the basis"), _REASONED),
        Part("points", Words("仍缺的内容", "what is lacking still")),
        Part("remedies", Words("救济途径", "the remedies"), _REASONED),
    ),
    DocumentKind.REFUSAL: (
        *OF_CASE,
        Part("reason", Words("理由", "the reason"), _REASONED),
        Part("basis", Words("依据", "the basis"), _REASONED),
        Part("remedies", Words("救济途径", "the remedies"), _REASONED),
    ),
    DocumentKind.MATERIALS: (
        ADDRESSEE,
        OFFICE,
        TITLE,
        Part("taken_at", Words("收件时间", "when they were taken")),
        Part("lines", Words("材料", "the documents")),
    ),
    DocumentKind.HAND_OUT: (
        OFFICE,
        TITLE,
        RECEIPT,
        MATTER,
        Part("handed_at", Words("领取时间", "when it was handed out")),
        Part("certificate", Words("证书", "the certificate")),
        Part("certificate_no", Words("证号", "its number")),
        Part("receiver", Words("领取人", "who took it")),
        Part("by", Words("经办人", "who handed it out")),
    ),
    DocumentKind.RECEIVED: (
        *OF_APPLICATION,
        RECEIPT,
        Part("until", Words("最迟何时答复", "until when it is answered"), "行政许可法 art 32(1)4"),
        Part("follows", Words("不答复的后果", "what follows without an answer"), "行政许可法 art 32(1)4"),
    ),
    DocumentKind.MORE_TIME: (
        *OF_APPLICATION,
        RECEIPT,
        Part("by_how_much", Words("延长多久", "by how much")),
        Part("until", Words("补正期限", "until when it is answered")),
        Part("reason", Words("理由", "the reason")),
    ),
    DocumentKind.TOLERANCE: (
        *OF_APPLICATION,
        RECEIPT,
        Part("lines", Words("后补的材料", "what comes later")),
        Part("until", Words("补交期限", "until when it comes")),
        Part("basis", Words("依据", "the basis")),
    ),
    DocumentKind.PROMISE: (
        *OF_APPLICATION,
        RECEIPT,
        Part("lines", Words("承诺的内容", "what is promised"), "国办发〔2020〕42号"),
        Part("within", Words("核查期限", "within what time it is checked")),
        Part("basis", Words("依据", "the basis")),
    ),
    DocumentKind.PROMISE_UNTRUE: (
        *OF_CASE,
        Part("what", Words("承诺的事项", "what was promised")),
        Part("evidence", Words("核查情况", "what was found")),
        Part("remedies", Words("救济途径", "the remedies"), _REASONED),
    ),
    DocumentKind.CALLED_OFF: (
        *OF_CASE,
        Part("what", Words("没有补交的材料", "what never came")),
        Part("until", Words("补交期限", "until when it was to come")),
        Part("ground", Words("理由", "the reason"), _REASONED),
        Part("remedies", Words("救济途径", "the remedies"), _REASONED),
    ),
    DocumentKind.PAUSE: (
        *OF_CASE,
        Part("reason", Words("法定事由", "the reason that the law gives"), "行政许可法 art 45"),
        Part("needed_days", Words("所需时间", "the time needed"), "行政许可法 art 45"),
        Part("ground", Words("说明", "the ground")),
        Part("basis", Words("依据", "the basis")),
    ),
    DocumentKind.EXTENSION: (
        *OF_CASE,
        Part("by_how_much", Words("延长多久", "by how much")),
        Part("ground", Words("理由", "the reason"), "行政许可法 art 42(1)"),
        Part("basis", Words("依据", "the basis")),
    ),
    DocumentKind.GRANT: (
        *OF_CASE,
        Part("result", Words("准予什么", "what is granted"), "行政许可法 art 38(1)"),
        Part("how", Words("怎样作出的", "how it was decided"), "个人信息保护法 art 24"),
        Part("basis", Words("依据", "the basis")),
        Part("remedies", Words("救济途径", "the remedies")),
    ),
    DocumentKind.WITHDRAWAL: (*OF_CASE, Part("reason", Words("撤回的理由", "why it was taken back"))),
    DocumentKind.HEARING_RIGHT: (
        *OF_CASE,
        Part("why", Words("为什么告知", "why a hearing is offered")),
        Part("until", Words("提出申请的期限", "until when it may be asked for"), "行政许可法 art 47"),
        BASIS,
    ),
    DocumentKind.HEARING_NOTICE: (
        *OF_CASE,
        Part("at", Words("听证时间", "when it is held"), "行政许可法 art 48(1)1"),
        Part("place", Words("听证地点", "where it is held"), "行政许可法 art 48(1)1"),
        Part("chair", Words("主持人", "who chairs it"), "行政许可法 art 48(1)3"),
        BASIS,
    ),
    DocumentKind.HEARING_RECORD: (
        *OF_CASE,
        Part("at", Words("听证时间", "when it was held")),
        Part("place", Words("听证地点", "where it was held")),
        Part("chair", Words("主持人", "who chaired it"), "行政许可法 art 48(1)3"),
        Part("attended", Words("参加人", "who took part"), "行政许可法 art 48(1)5"),
        Part("record", Words("笔录", "what was said"), "行政许可法 art 48(1)5"),
        BASIS,
    ),
    DocumentKind.VISIT: (
        OFFICE,
        TITLE,
        MATTER,
        RECEIPT,
        CASE_NO,
        TOLD,
        Part("officers", Words("核查人员（两名以上）", "two or more officers"), "行政许可法 art 34(3)"),
        Part("place", Words("地点", "where")),
        Part("finding", Words("核查情况", "what they found")),
        BASIS,
    ),
    DocumentKind.INTEREST: (
        OFFICE,
        MATTER,
        CASE_NO,
        TOLD,
        Part("party", Words("利害关系人", "the interested party"), "行政许可法 art 36"),
        Part("interest", Words("利害关系", "what concerns it"), "行政许可法 art 36"),
        Part("until", Words("陈述的期限", "until when it may state its view")),
        BASIS,
    ),
    DocumentKind.PAPER_LIST: (
        OFFICE,
        Part("giver", Words("移交方", "who hands over")),
        Part("receiver", Words("接收方", "who receives")),
        Part("by", Words("移交人", "who has signed as giver")),
        Part("sent_at", Words("移交时间", "when it was handed over")),
        Part("until", Words("接收期限", "until when it is to be received")),
        Part("lines", Words("材料", "the papers")),
    ),
    DocumentKind.SERVICE: (
        *OF_CASE,
        Part("served", Words("送达的文书或证照", "what was served")),
        Part("served_no", Words("送达的文书或证照的编号", "the number of what was served")),
        Part("receiver", Words("受送达人", "who it was served on")),
        Part("way", Words("送达方式", "how it was served")),
        Part("proof", Words("签收情况", "how it is known that it arrived")),
        Part("by", Words("经办人", "who has noted it")),
    ),
    DocumentKind.REOPENING: (
        *OF_CASE,
        Part("organ", Words("作出判决或者决定的机关", "who ordered it")),
        Part("document_no", Words("文书编号", "the number of the order")),
        Part("ordered", Words("要求重新办理的内容", "what is ordered")),
        Part("basis", Words("依据", "the basis")),
    ),
    DocumentKind.RECTIFICATION: (
        *OF_CASE,
        Part("what", Words("更正的项目", "what is corrected")),
        Part("former", Words("原来的内容", "what stood there")),
        Part("right", Words("更正后的内容", "what is right")),
        Part("reason", Words("理由", "the reason")),
    ),
    DocumentKind.HAND_OVER: (
        *OF_CASE,
        Part("to", Words("接办的部门", "who takes it over")),
        Part("reason", Words("理由", "the reason")),
        Part("basis", Words("依据", "the basis")),
    ),
    DocumentKind.TRANSFER: (
        *OF_CASE,
        Part("to", Words("移送到哪个机关", "where it went")),
        Part("address", Words("该机关地址", "its address")),
        Part("reason", Words("理由", "the reason")),
        Part("basis", Words("依据", "the basis")),
    ),
    DocumentKind.REPORT_UP: (
        *OF_CASE,
        Part("to", Words("上级机关", "the upper office")),
        Part("opinion", Words("初步审查意见", "the opinion of the review"), "行政许可法 art 35"),
        Part("basis", Words("依据", "the basis")),
    ),
    DocumentKind.SUMMARY: (
        *OF_APPLICATION,
        RECEIPT,
        Part("cases", Words("各事项的结果", "what became of each matter")),
    ),
    DocumentKind.REVOCATION_NOTICE: (*OF_LICENCE, GROUND, REASON, REASONED_BASIS, ANSWER_UNTIL),
    DocumentKind.RECALL_NOTICE: (*OF_LICENCE, GROUND, REASON, REASONED_BASIS, ANSWER_UNTIL, COMPENSATION),
    DocumentKind.REVOCATION: (
        *OF_LICENCE,
        GROUND,
        REASON,
        REASONED_BASIS,
        WEIGHED,
        Part("consequence", Words("法律后果", "what follows from it"), "行政许可法 art 69(4)"),
        REMEDIES,
    ),
    DocumentKind.RECALL: (
        *OF_LICENCE,
        GROUND,
        REASON,
        Part("interest", Words("公共利益的需要", "the public interest that needs it"), "行政许可法 art 8(2)"),
        REASONED_BASIS,
        WEIGHED,
        COMPENSATION,
        REMEDIES,
    ),
    DocumentKind.DESISTANCE: (
        *OF_LICENCE,
        Part("act", Words("决定的名称", "what is decided")),
        GROUND,
        REASON,
        REASONED_BASIS,
        REMEDIES,
    ),
    DocumentKind.DEREGISTRATION: (*OF_LICENCE, GROUND, REASON, REASONED_BASIS, REMEDIES),
    DocumentKind.RENEWAL_ASKED: (
        *OF_LICENCE,
        VALID_TO,
        REASONED_BASIS,
        Part("effect", Words("逾期不决定的后果", "what silence means"), "行政许可法 art 50(2)"),
    ),
    DocumentKind.RENEWAL: (*OF_LICENCE, OLD_VALID_TO, VALID_TO, REASONED_BASIS, REMEDIES),
    DocumentKind.RENEWAL_REFUSAL: (*OF_LICENCE, VALID_TO, REASON, REASONED_BASIS, REMEDIES),
    DocumentKind.DEEMED_RENEWAL: (
        *OF_LICENCE,
        Part("asked_at", Words("申请日期", "the day of the application")),
        OLD_VALID_TO,
        VALID_TO,
        REASONED_BASIS,
    ),
    DocumentKind.RENEWAL_REMINDER: (
        *OF_LICENCE,
        VALID_TO,
        Part("closes", Words("申请延续的最后一日", "the last day to apply for renewal"), "行政许可法 art 50(1)"),
        REASONED_BASIS,
    ),
}


def check_parts(kind: DocumentKind, data: Mapping[str, Any]) -> None:
    """Raise NotCovered, naming every part, when a paper of this kind lacks one that it must have.

    >>> check_parts(DocumentKind.NOT_NEEDED, {"names": "张三", "centre": "大厅", "title": "开店", "told_at": "今天"})
    Traceback (most recent call last):
    ...
    yimen.kernel.errors.NotCovered: Notice that nothing is needed cannot be issued; it lacks: the reason.
    """
    lacking = [part for part in REQUIRED[kind] if not said(data.get(part.key))]
    if lacking:
        name = KIND_WORDS[kind]
        raise NotCovered(
            Words(
                f"《{name.zh}》缺少{'、'.join(p.words.zh for p in lacking)}，不能出具。",
                f"{name.en} cannot be issued; it lacks: {', '.join(p.words.en for p in lacking)}.",
            ),
            lacking=[p.key for p in lacking],
            basis="; ".join(sorted({p.basis for p in lacking if p.basis})),
        )


def said(value: object) -> bool:
    """Return whether a part says something: text that is not blank, a list with lines, a number.

    >>> said("  "), said([]), said(None), said(0), said("有"), said([1])
    (False, False, False, True, True, True)
    """
    if isinstance(value, str):
        return bool(value.strip())
    return value is not None and (not hasattr(value, "__len__") or bool(len(value)))
