"""The generic acceptance process: the three standards of a matter that has no text of its own, from its directory line.

Pure. What a window may ask is what the published guide names, and nothing else (行政许可法 art 30, 31;
国务院令第716号 art 7). The directory holds no guide, so only identity is asked; what a citizen hands over by
herself is kept and marked as such, and acceptance never waits for it. A guide's documents come from the region's
file of exceptions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any
from unicodedata import normalize

import msgspec
from pypinyin import lazy_pinyin

from yimen.catalogue.rules.directory import Line
from yimen.catalogue.rules.standards import (
    Acceptance,
    Basis,
    Bundle,
    Element,
    Entry,
    Field,
    Limits,
    LimitText,
    Material,
    Need,
    Process,
    Result,
    Role,
    Section,
    Step,
    Text,
)
from yimen.catalogue.states import LICENCE, MATTER_TYPES, Decider, ElementType, EntryKind, Handling, Original, Sure
from yimen.kernel.words import Words

PROCESS_VERSION = "g1"
"""Raised when what stands here changes, so that every line's standard is published anew."""
VOLUNTARY = "voluntary"
IDENTITY = "identity"


class Rule(Text, frozen=True):
    """Where matters are handed in that meet all that is named: types, departments, words in the name."""

    entry: EntryKind
    types: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    centres: tuple[str, ...] = ()
    where: Words | None = None
    why: Words | None = None

    def meets(self, line: Line) -> bool:
        """Return whether the rule is about a line."""
        return (
            (not self.types or line.matter_type in self.types)
            and (not self.departments or line.department in self.departments)
            and (not self.words or any(word in line.name for word in self.words))
        )

    @property
    def as_entry(self) -> Entry:
        """Return the entry it gives."""
        return Entry(kind=self.entry, centres=self.centres, where=self.where, why=self.why)


class Guide(Text, frozen=True):
    """The documents that a matter's published guide names, and where it is published."""

    source: str
    materials: tuple[Material, ...]


class Exceptions(Text, frozen=True):
    """A region's file beside the directory: rules of entry in order, entries and guides by code, staff of a demo."""

    rules: tuple[Rule, ...] = ()
    entries: dict[str, Entry] = msgspec.field(default_factory=dict)
    guides: dict[str, Guide] = msgspec.field(default_factory=dict)
    examiner: str = ""
    approver: str = ""


def entry_of(line: Line, exceptions: Exceptions) -> Entry:
    """Return where a matter is handed in: its own exception, the first rule about it, or any window."""
    own = exceptions.entries.get(line.item_code)
    if own is not None:
        return own
    return next((rule.as_entry for rule in exceptions.rules if rule.meets(line)), Entry())


ELEMENTS: Mapping[str, Element] = {
    "request_text": Element(
        label=Words("申请说明", "Request"),
        type=ElementType.TEXT,
        longest=600,
        hint=Words("最多600字；不填也可以受理。", "At most 600 characters; it may be left empty."),
    ),
    "phone": Element(
        label=Words("联系电话", "Telephone"),
        type=ElementType.PHONE,
        longest=20,
        is_sealed=True,
        hint=Words("手机号或带区号的电话号码。", "A mobile number or one with area code."),
    ),
    "result_no": Element(
        label=Words("结果编号", "Number of the result"),
        type=ElementType.TEXT,
        longest=80,
        hint=Words("证照号或文号，最多80字。", "Number of the licence or document, at most 80 characters."),
    ),
    "result_text": Element(
        label=Words("结果内容", "Text of the result"),
        type=ElementType.TEXT,
        longest=1000,
        hint=Words("写明准予什么，最多1000字。", "What is granted, at most 1000 characters."),
    ),
}
_REMEDIES = Words(
    "对办理结果不服的，可以自知道之日起60日内申请行政复议，或者自知道之日起6个月内向人民法院提起行政诉讼。",
    "You may ask for administrative review within 60 days, or sue in the people's court within six months, of knowing.",
)
_MARKS = str.maketrans("（）《》、，；：。“”‘’【】", "()  ,,;:.      ")
_ASKED = (
    Basis(law="行政许可法", article="30", says="需要提交的全部材料的目录应当公示"),
    Basis(law="行政许可法", article="31", says="不得要求申请人提交与申请无关的材料"),
    Basis(law="国务院令第716号", article="7", says="能通过数据共享获得的，不得要求重复提供"),
)


def name_of(line: Line) -> Words:
    """Return a matter's name; the directory has no English ones, so English pages spell it in pinyin.

    >>> line = Line(name="养蜂证申领", department="", group="", item_code="", area_code="", task_type="", dept_code="")
    >>> name_of(line).en
    'Yang feng zheng shen ling'
    """
    spelt = " ".join(lazy_pinyin(normalize("NFKC", line.plain_name.translate(_MARKS)))).split()
    return Words(line.plain_name, " ".join(spelt).capitalize())


def acceptance_of(line: Line, department: str, version: str, since: date, guide: Guide | None) -> Acceptance:
    """Return the acceptance standard of a line; `department` is the office's code."""
    return Acceptance(
        matter=line.item_code,
        version=version,
        valid_from=since,
        name=name_of(line),
        department=department,
        type=line.matter_type,
        handling=Handling.PROMISED,
        limits=limits_of(line.matter_type),
        basis=_ASKED,
        roles=("applicant", "request"),
        result=Result(name=Words("办理结果", "Result"), number="result.result_no"),
        remedies=_REMEDIES,
        fields=(
            Field(field="applicant[].phone", purpose=Words("通知办理结果", "To tell the result"), required=False),
            Field(field="request.request_text", purpose=Words("说明申请什么", "What is asked for"), required=False),
        ),
        materials=(_identity(), *(guide.materials if guide else (_voluntary(),))),
    )


def limits_of(kind: str) -> Limits:
    """Return the limits that the type gives by law: a licence is decided in 20 working days unless its own law differs.

    >>> limits_of("01").statutory.limit, limits_of("20").statutory.none_because
    ('20 working days', '目录没有写期限；这一类事项的期限由各自的法律规定')
    """
    none = "目录没有写承诺期限"
    if kind == LICENCE:
        law = Basis(
            law="行政许可法", article="42", says="自受理之日起二十日内作出决定；法律、法规另有规定的，依照其规定"
        )
        return Limits(
            statutory=LimitText(limit="20 working days", basis=(law,), sure=Sure.UNSURE),
            promised=LimitText(none_because=none, sure=Sure.GENERAL),
        )
    return Limits(
        statutory=LimitText(none_because="目录没有写期限；这一类事项的期限由各自的法律规定", sure=Sure.UNSURE),
        promised=LimitText(none_because=none, sure=Sure.GENERAL),
    )


def _identity() -> Material:
    return Material(
        code=IDENTITY,
        per="applicant",
        name=Words("申请人身份证明（看原件）", "Proof of the applicant's identity (original seen)"),
        basis=(
            Basis(law="居民身份证法", article="13", says="需要证明身份的，有权使用居民身份证证明身份"),
            Basis(law="示范做法", says="单位看营业执照等登记证书", sure=Sure.GENERAL),
        ),
        original=Original.SEEN,
    )


def _voluntary() -> Material:
    return Material(
        code=VOLUNTARY,
        name=Words("申请人自愿提交的材料（不是受理条件）", "Handed over voluntarily (no condition of acceptance)"),
        basis=(_ASKED[1],),
        original=Original.SEEN,
        is_required=False,
    )


def process_of(line: Line, version: str) -> Process:
    """Return the process: the department examines, another person approves, the result is written with its number."""
    at_department: dict[str, Any] = {"office": "department", "decided_by": Decider.DESK}
    return Process(
        matter=line.item_code,
        version=version,
        steps=(
            Step(code="examine", name=Words("审查", "Examination"), post="examiner", verb="examine", **at_department),
            Step(
                code="approve",
                name=Words("审批", "Approval"),
                post="approver",
                verb="approve",
                needs=(_need("examine"),),
                **at_department,
            ),
            Step(
                code="result",
                name=Words("出结果", "Result"),
                post="examiner",
                verb="decide",
                needs=(_need("approve"),),
                outcome=(
                    Field(field="outcome.result_no", purpose=Words("结果编号", "Number of the result")),
                    Field(field="outcome.result_text", purpose=Words("结果内容", "Text of the result")),
                ),
                **at_department,
            ),
        ),
    )


def _need(code: str) -> Need:
    return Need(step=code)


def bundle_of(line: Line, version: str, entry: Entry) -> Bundle:
    """Return the bundle of one matter, under the matter's own code."""
    return Bundle(
        bundle=line.item_code,
        version=version,
        name=name_of(line),
        matters=(line.item_code,),
        roles={
            "applicant": Role(label=Words("申请人", "Applicant"), is_party=True, most=10),
            "request": Role(label=Words("申请", "Request")),
        },
        sections=(
            Section(name=Words("申请", "Request"), roles=("request",)),
            Section(name=Words("申请人", "Applicant"), roles=("applicant",)),
        ),
        entry=entry,
        is_generic=True,
    )


def standard_digest(line: Line, department: str, entry: Entry, guide: Guide | None) -> str:
    """Return what tells whether a line's generated standards have changed."""
    parts = (PROCESS_VERSION, line, department, entry, guide, sorted(MATTER_TYPES))
    return sha256(msgspec.json.encode(parts, order="deterministic")).hexdigest()


def unknown_codes(exceptions: Exceptions, lines: Sequence[Line]) -> list[str]:
    """Return the codes in the file of exceptions that no line has: a slip of the pen there would go unseen."""
    known = {line.item_code for line in lines}
    return sorted(code for code in (*exceptions.entries, *exceptions.guides) if code not in known)
