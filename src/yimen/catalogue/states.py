"""The fixed words of the three standards: types of elements, deciders of steps, kinds of matters.

Codes are the standards'.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from yimen.kernel.words import Words


class ElementType(StrEnum):
    """What an element of the dictionary holds; an answer is always text in the form given here."""

    TEXT = "text"
    MONEY = "money"
    """Yuan with at most two decimals, `1050000.00`."""
    AREA = "area"
    """Square metres with at most two decimals."""
    DATE = "date"
    """`2026-03-02`."""
    CHOICE = "choice"
    YES_NO = "yes_no"
    """`yes` or `no`."""
    SHARE = "share"
    """A fraction of ownership, `1/3`."""
    PHONE = "phone"


class Decider(StrEnum):
    """Who decides a step: a desk in Yimen, a connector whose department's system decides, or the citizen's payment."""

    DESK = "desk"
    CONNECTOR = "connector"
    PAYMENT = "payment"
    TABLE = "table"
    """A table of the standard, on facts that are not the applicant's word: it grants, or leaves it to a person."""


class FactSource(StrEnum):
    """Where a fact comes from that a table is asked with."""

    REGISTER = "register"
    """A department's register answered it."""
    IDENTITY_DOCUMENT = "identity_document"
    """It stands on a document that the state issued, its original seen at a window."""
    APPLICANT = "applicant"
    """The applicant says so: no table decides on that."""


TRUSTED = frozenset({FactSource.REGISTER, FactSource.IDENTITY_DOCUMENT})
FACT_SOURCE_WORDS: Mapping[FactSource, Words] = {
    FactSource.REGISTER: Words("部门登记信息", "a department's register"),
    FactSource.IDENTITY_DOCUMENT: Words(
        "身份证件（窗口看过原件）", "the identity document, its original seen at a window"
    ),
    FactSource.APPLICANT: Words("申请人自己填写", "the applicant's own word"),
}


class Handling(StrEnum):
    """Kind of handling (办件类型, GB/T 39046 A.6: 1 即办件, 2 承诺件)."""

    INSTANT = "instant"
    PROMISED = "promised"


class Representation(StrEnum):
    """As what somebody acts for a party (代理包括委托代理和法定代理, 民法典 art 163; 法定代表人 art 61)."""

    GUARDIAN = "guardian"
    AGENT = "agent"
    HEAD = "head"


REPRESENTATION_WORDS: Mapping[Representation, Words] = {
    Representation.GUARDIAN: Words("监护人", "Guardian"),
    Representation.AGENT: Words("代理人", "Agent"),
    Representation.HEAD: Words("法定代表人", "Legal representative"),
}


class PartyKind(StrEnum):
    """What a party is."""

    PERSON = "person"
    ORGANISATION = "organisation"


class Original(StrEnum):
    """What happens to the paper: the original is seen and a copy kept, or the original is kept."""

    SEEN = "seen"
    KEPT = "kept"


class Sure(StrEnum):
    """How sure a fact of law is."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    GENERAL = "general"
    UNSURE = "unsure"


class Approver(StrEnum):
    """Who approves that a limit is extended."""

    AGENCY_HEAD = "agency_head"
    GOVERNMENT_HEAD = "government_head"
    INFORMATION_OFFICE_HEAD = "information_office_head"
    REVIEW_BODY_HEAD = "review_body_head"


APPROVER_WORDS: Mapping[Approver, Words] = {
    Approver.AGENCY_HEAD: Words("本行政机关负责人", "the head of the agency"),
    Approver.GOVERNMENT_HEAD: Words("本级人民政府负责人", "the head of the government of the same level"),
    Approver.INFORMATION_OFFICE_HEAD: Words("政府信息公开工作机构负责人", "the head of the information office"),
    Approver.REVIEW_BODY_HEAD: Words("行政复议机构的负责人", "the head of the review body"),
}


class CountsFor(StrEnum):
    """Whose period a limit is: the agency's or the applicant's."""

    AGENCY = "agency"
    APPLICANT = "applicant"


class Direction(StrEnum):
    """Whether a limit runs on from a day or back from it."""

    AFTER = "after"
    BEFORE = "before"


class Silence(StrEnum):
    """What the law makes of an agency that lets its limit pass."""

    DEEMED_ACCEPTED = "deemed_accepted"
    DEEMED_RENEWED = "deemed_renewed"


LICENCE = "01"
"""The type that 行政许可法 binds."""
MATTER_TYPES: Mapping[str, Words] = {
    "01": Words("行政许可", "Administrative licence"),
    "02": Words("行政处罚", "Administrative penalty"),
    "03": Words("行政强制", "Administrative compulsion"),
    "04": Words("行政征收", "Administrative levy"),
    "05": Words("行政给付", "Administrative benefit"),
    "06": Words("行政检查", "Administrative inspection"),
    "07": Words("行政确认", "Administrative confirmation"),
    "08": Words("行政奖励", "Administrative award"),
    "09": Words("行政裁决", "Administrative ruling"),
    "10": Words("其他类别事项", "Other matters"),
    "20": Words("公共服务事项", "Public service"),
}
"""Type of matter (事项类型代码, GB/T 39046-2020 A.1)."""

HALL = "hall"
"""The office of a step that is done in the hall where the application was accepted."""


class EntryKind(StrEnum):
    """Where a matter is handed in: at any window, at certain halls behind one door, or elsewhere."""

    ONE_WINDOW = "one_window"
    ONE_DOOR = "one_door"
    ELSEWHERE = "elsewhere"


ENTRY_WORDS: Mapping[str, Words] = {
    EntryKind.ONE_WINDOW: Words("一窗办理", "At any window"),
    EntryKind.ONE_DOOR: Words("一门办理", "In certain halls"),
    EntryKind.ELSEWHERE: Words("到别处办理", "Elsewhere"),
}
"""One window, one door (一窗、一门): Chancheng's reform."""


class Flaw(StrEnum):
    """What is wrong with a line of the directory."""

    CODE_LAYOUT = "code_layout"
    CODE_FILLER = "code_filler"
    AREA = "area"
    AREA_DIFFERS = "area_differs"
    BODY_CHECK = "body_check"
    BODY_LENGTH = "body_length"
    BODY_LOWER_CASE = "body_lower_case"
    BODY_DIFFERS = "body_differs"
    DEPT_CHECK = "dept_check"
    DEPT_LENGTH = "dept_length"
    DEPT_LOWER_CASE = "dept_lower_case"
    SEVERAL_BODIES = "several_bodies"
    TYPE_SHORT = "type_short"
    TYPE_UNKNOWN = "type_unknown"
    NO_GROUP = "no_group"
    NAME_TWICE = "name_twice"
    NAME_BLANKS = "name_blanks"
    NAME_ODD = "name_odd"
    NAME_WIDE = "name_wide"
    NAME_BRACKETS = "name_brackets"
    NAME_UNBALANCED = "name_unbalanced"
    NAME_LEVEL = "name_level"
    NAME_LONG = "name_long"


FLAW_WORDS: Mapping[str, Words] = {
    Flaw.CODE_LAYOUT: Words("编码的格式不认识", "code of an unknown layout"),
    Flaw.CODE_FILLER: Words("编码里有占位的数字", "placeholder digits in the code"),
    Flaw.AREA: Words("区划代码不是12位数字", "area code is not twelve digits"),
    Flaw.AREA_DIFFERS: Words("编码里的区划与区划代码不同", "area in the code differs from the area code"),
    Flaw.BODY_CHECK: Words("编码里的机构代码校验不符", "check of the body's code within the code fails"),
    Flaw.BODY_LENGTH: Words("编码里的机构代码位数不对", "body's code within the code has a wrong length"),
    Flaw.BODY_LOWER_CASE: Words("编码里的机构代码用了小写", "body's code within the code has a small letter"),
    Flaw.BODY_DIFFERS: Words("部门代码与编码里的机构不同", "department code is not that of the body in the code"),
    Flaw.DEPT_CHECK: Words("部门代码校验不符", "check of the department code fails"),
    Flaw.DEPT_LENGTH: Words("部门代码位数不对", "department code has a wrong length"),
    Flaw.DEPT_LOWER_CASE: Words("部门代码用了小写", "department code has a small letter"),
    Flaw.SEVERAL_BODIES: Words("同一部门有几个代码", "the department has several codes"),
    Flaw.TYPE_SHORT: Words("事项类型少了前面的0", "matter type lacks its leading zero"),
    Flaw.TYPE_UNKNOWN: Words("事项类型不在国家标准里", "matter type is not in the national standard"),
    Flaw.NO_GROUP: Words("没有主项", "no parent item"),
    Flaw.NAME_TWICE: Words("同部门有同名事项", "the department has another matter of this name"),
    Flaw.NAME_BLANKS: Words("名称里有多余的空格或看不见的字符", "blanks or invisible characters in the name"),
    Flaw.NAME_ODD: Words("名称里有不常见的字符", "odd characters in the name"),
    Flaw.NAME_WIDE: Words("名称里有全角数字或字母", "full-width digits or letters in the name"),
    Flaw.NAME_BRACKETS: Words("名称里用了半角括号", "half-width brackets in the name"),
    Flaw.NAME_UNBALANCED: Words("名称里的括号不成对", "brackets in the name do not pair"),
    Flaw.NAME_LEVEL: Words("名称里写了层级", "the name states the level"),
    Flaw.NAME_LONG: Words("名称超过80字", "the name is longer than 80 characters"),
}
