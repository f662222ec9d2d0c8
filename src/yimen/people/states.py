"""Posts, kinds of centres and documents, and what may be done with a person's record."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from yimen.kernel.words import Words

BORN = ""


class Post(StrEnum):
    """What somebody does at an office. One person may hold several.

    Who examined may not check or approve (一审一核).
    """

    WINDOW_CLERK = "window_clerk"
    SECOND_CHECKER = "second_checker"
    EXAMINER = "examiner"
    APPROVER = "approver"
    HALL_MANAGER = "hall_manager"
    AGENCY_HEAD = "agency_head"
    """The head of a department, who alone may extend a limit (行政许可法 art 42(1))."""
    GOVERNMENT_HEAD = "government_head"
    """The head of the government of the same level, who extends joint handling (行政许可法 art 42(2))."""


POST_WORDS: Mapping[Post, Words] = {
    Post.WINDOW_CLERK: Words("窗口受理员", "Window clerk"),
    Post.SECOND_CHECKER: Words("核准员", "Second checker"),
    Post.EXAMINER: Words("审查员", "Examiner"),
    Post.APPROVER: Words("审批员", "Approver"),
    Post.HALL_MANAGER: Words("大厅主管", "Hall manager"),
    Post.AGENCY_HEAD: Words("部门负责人", "Head of the department"),
    Post.GOVERNMENT_HEAD: Words("本级政府负责人", "Head of the government"),
}


class CentreKind(StrEnum):
    """What kind of hall a centre is."""

    NATURAL_PERSONS = "natural_persons"
    LEGAL_PERSONS = "legal_persons"
    TOWN = "town"


class DocumentType(StrEnum):
    """Identity documents a person is found by; `rules/documents.py` says what their numbers look like."""

    RESIDENT_ID = "resident_id"
    HK_MACAO_PERMIT = "hk_macao_permit"
    TAIWAN_PERMIT = "taiwan_permit"
    HMT_RESIDENCE = "hmt_residence"
    PERMANENT_RESIDENCE = "permanent_residence"
    PASSPORT = "passport"


DOCUMENT_WORDS: Mapping[DocumentType, Words] = {
    DocumentType.RESIDENT_ID: Words("居民身份证", "Resident identity card"),
    DocumentType.HK_MACAO_PERMIT: Words(
        "港澳居民来往内地通行证", "Mainland travel permit of Hong Kong and Macao residents"
    ),
    DocumentType.TAIWAN_PERMIT: Words("台湾居民来往大陆通行证", "Mainland travel permit of Taiwan residents"),
    DocumentType.HMT_RESIDENCE: Words("港澳台居民居住证", "Residence permit of Hong Kong, Macao and Taiwan residents"),
    DocumentType.PERMANENT_RESIDENCE: Words("外国人永久居留身份证", "Foreigner's permanent residence card"),
    DocumentType.PASSPORT: Words("护照", "Passport"),
}


CREDIT_CODE = "credit_code"
"""What an organisation is found by."""


class PersonState(StrEnum):
    """State of a person's or an organisation's record."""

    KNOWN = "known"


STATE_WORDS: Mapping[str, Words] = {PersonState.KNOWN: Words("在册", "on record")}


class Verb(StrEnum):
    """What is done with a record of a person or an organisation."""

    ENROL = "enrol"
    ADD_DOCUMENT = "add_document"
    RENAME = "rename"
    UNMASK = "unmask"


VERB_WORDS: Mapping[str, Words] = {
    Verb.ENROL: Words("建档", "enrol"),
    Verb.ADD_DOCUMENT: Words("补登证件", "add a document"),
    Verb.RENAME: Words("更正姓名", "correct the name"),
    Verb.UNMASK: Words("查看完整号码", "show the full number"),
}

ORGANISATION_TABLE: Mapping[tuple[str, str], str] = {(BORN, Verb.ENROL): PersonState.KNOWN}
"""An organisation's code is public: there is nothing to unmask."""

TABLE: Mapping[tuple[str, str], str] = {
    (BORN, Verb.ENROL): PersonState.KNOWN,
    (PersonState.KNOWN, Verb.ADD_DOCUMENT): PersonState.KNOWN,
    (PersonState.KNOWN, Verb.RENAME): PersonState.KNOWN,
    (PersonState.KNOWN, Verb.UNMASK): PersonState.KNOWN,
}
