"""The text of the three standards as typed values. What the text may hold is exactly what stands here.

The rest is refused.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from yimen.catalogue.rules.terms import term_words
from yimen.catalogue.states import (
    MATTER_TYPES,
    Decider,
    ElementType,
    EntryKind,
    FactSource,
    Handling,
    Original,
    PartyKind,
    Representation,
    Sure,
)
from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words
from yimen.kernel.workdays import Limit


class Text(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of everything read from the text of a standard."""


class Basis(Text, frozen=True):
    """A citation: law, article, since when it holds, and how sure it is."""

    law: str
    article: str = ""
    says: str = ""
    since: date | None = None
    until: date | None = None
    sure: Sure = Sure.VERIFIED

    def holds_on(self, day: date) -> bool:
        """Return whether the citation holds on `day`."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class LimitText(Text, frozen=True):
    """A limit as the text states it: the period, or why there is none."""

    limit: str = ""
    none_because: str = ""
    basis: tuple[Basis, ...] = ()
    sure: Sure = Sure.VERIFIED

    @property
    def period(self) -> Limit | None:
        """Return the period, or None when there is none."""
        return Limit.parse(self.limit) if self.limit else None


class Limits(Text, frozen=True):
    """The statutory limit and the promised one; both count from acceptance."""

    statutory: LimitText
    promised: LimitText


class Choice(Text, frozen=True):
    """One value an element may have."""

    code: str
    words: Words


class Element(Text, frozen=True):
    """An element of the data dictionary: every field of every form is one, defined once."""

    label: Words
    type: ElementType
    choices: tuple[Choice, ...] = ()
    longest: int = 200
    is_sealed: bool = False
    unit: Words | None = None
    hint: Words | None = None
    standard: str = ""


class Capacity(Text, frozen=True):
    """From which age somebody acts alone in a role, and the elements that say so where the document does not.

    `born` is asked when the document tells no day of birth; `independent` is the yes-or-no of those who live by their
    own work from `independent_from` on (民法典 art 17, 18).
    """

    full_age: int
    born: str
    independent: str = ""
    independent_from: int = 16


class Role(Text, frozen=True):
    """A part somebody or something plays in an application: seller, buyer, house."""

    label: Words
    is_party: bool = False
    least: int = 1
    most: int = 1
    capacity: Capacity | None = None
    """None where age does not matter."""
    represented_by: tuple[Representation, ...] = ()
    """Who may act for a holder. Empty: everybody comes herself."""
    ownership: str = ""
    """The field that says how the holders own (sole, jointly, by shares that add up to one).

    Empty when they own nothing.
    """


class Field(Text, frozen=True):
    """A field of a form: `role[].element` for a role that may be several, `role.element` otherwise."""

    field: str
    purpose: Words
    required: bool = True
    when: str = ""
    from_query: str = ""
    basis: tuple[Basis, ...] = ()

    @property
    def role(self) -> str:
        """Return the role's name."""
        return self.field.partition(".")[0].removesuffix("[]")

    @property
    def element(self) -> str:
        """Return the element's name."""
        return self.field.partition(".")[2]

    @property
    def is_repeated(self) -> bool:
        """Return whether the field stands once for each holder of the role."""
        return "[]" in self.field


class Material(Text, frozen=True):
    """A document of the pile: whose, when it is needed, why, and what happens to the paper."""

    code: str
    name: Words
    basis: tuple[Basis, ...]
    per: str = ""
    when: str = ""
    original: Original = Original.SEEN
    is_required: bool = True
    instead: Words | None = None


class Covers(Text, frozen=True):
    """Whom a matter's text covers, and where the others go. Who is not covered is told so before acceptance."""

    only: tuple[PartyKind, ...]
    otherwise: Words
    basis: tuple[Basis, ...]


class PrintedText(Text, frozen=True):
    """A value printed on a certificate: its key in the data, and what it is called."""

    key: str
    label: Words


class RenewalText(Text, frozen=True):
    """When the holder applies for renewal (延续), where the matter's own law differs from 行政许可法 art 50(1): not
    before `opens` and up to `closes` before the validity ends, such as `15 working days`.
    """

    closes: str
    basis: tuple[Basis, ...]
    opens: str = ""

    def __post_init__(self) -> None:
        if not self.basis:
            raise ValueError("a time to apply for renewal that differs from 行政许可法 art 50 names its law")
        for text in (self.closes, *((self.opens,) if self.opens else ())):
            Limit.parse(text)


class LicenceText(Text, frozen=True):
    """The electronic licence of a result: its type in GB/T 36904 (credit code of the type's owner and a serial of
    three), how sure the type is, what is printed, which role holds it, and the field with the number it replaces.

    Of a matter of 行政许可法 also: how long it is `valid` (`5 years`; unset: no end), when renewal is asked for,
    and whether it directly concerns public safety, health, life or property (art 78, 79). Unset leaves no trace in the
    published text: versions published before keep their digest.
    """

    owner: str
    serial: str
    sure: Sure
    printed: tuple[PrintedText, ...]
    holder: str = ""
    replaces: str = ""
    valid: str | msgspec.UnsetType = msgspec.UNSET
    renewal: RenewalText | msgspec.UnsetType = msgspec.UNSET
    concerns_safety: bool | msgspec.UnsetType = msgspec.UNSET

    def __post_init__(self) -> None:
        if self.valid is not msgspec.UNSET:
            term_words(self.valid)
        if len(self.owner) != 18 or len(self.serial) != 3 or not self.serial.isdecimal():
            raise ValueError("the licence's type is the credit code of its owner (18) and a serial of three digits")

    @property
    def type_code(self) -> str:
        """Return the type code, 21 characters."""
        return f"{self.owner}{self.serial}"


class Result(Text, frozen=True):
    """What the matter ends with: the outcome field that bears its number, and the certificate when one is issued.

    `template` is `<pack>:<file>.typ`, `data` the pack's rule that gives what is printed.
    """

    name: Words
    number: str
    template: str = ""
    data: str = ""
    licence: LicenceText | None = None


class Acceptance(Text, frozen=True):
    """前台受理业务标准: what the window asks, sees and says."""

    matter: str
    version: str
    valid_from: date
    name: Words
    department: str
    type: str
    handling: Handling
    limits: Limits
    basis: tuple[Basis, ...]
    roles: tuple[str, ...]
    result: Result
    remedies: Words
    covers: Covers | None = None
    correction: tuple[Basis, ...] | msgspec.UnsetType = msgspec.UNSET
    """What a correction notice about this matter rests on: its own law's article, such as `17(1)3`.

    Unset leaves no trace in the published text: versions published before keep their digest.
    """
    joint: bool | msgspec.UnsetType = msgspec.UNSET
    """Departments handle it together (行政许可法 art 26(2), 42(2)). Unset like `correction`."""
    situations: tuple[Field, ...] = ()
    fields: tuple[Field, ...] = ()
    materials: tuple[Material, ...] = ()

    def __post_init__(self) -> None:
        if self.type not in MATTER_TYPES:
            raise ValueError(f"type {self.type!r} is not in GB/T 39046 A.1")


class Need(Text, frozen=True):
    """A step that must be done first.

    Of the same matter (`pay`) or of another in the application (`deed_tax:settle`).
    """

    step: str
    basis: tuple[Basis, ...] = ()


class Fact(Text, frozen=True):
    """What a table is asked with: its input, and where the fact comes from.

    A register's is the `field` of the form that its query fills; an identity document's is the age of the holder of
    `role`, by the document `material` whose original was seen.
    """

    input: str
    source: FactSource
    field: str = ""
    role: str = ""
    material: str = ""


class ByTable(Text, frozen=True):
    """How a table decides a step: which table, on which facts, and which share of its decisions people check later.

    `text` is the table itself, written here at publication: what was decided stays decided by that text.
    """

    table: str
    facts: tuple[Fact, ...]
    sampled: str = "0"
    """The share of decisions that are drawn for a later check, from 0 to 1."""
    text: str = ""


class Step(Text, frozen=True):
    """One step behind the counter: whose, who decides it, what it needs first, its own limit."""

    code: str
    name: Words
    office: str
    decided_by: Decider
    post: str = ""
    verb: str = ""
    connector: str = ""
    lines: str = ""
    """For a payment: the pack's rule that gives what is due; otherwise the lines of the step it needs."""
    needs: tuple[Need, ...] = ()
    limit: str = ""
    outcome: tuple[Field, ...] = ()
    by_table: ByTable | msgspec.UnsetType = msgspec.UNSET
    """Of a step that a table decides; unset leaves no trace in texts published before."""


class Process(Text, frozen=True):
    """前后台办理流程标准: the steps behind the counter."""

    matter: str
    version: str
    steps: tuple[Step, ...]
    reports_to: str | msgspec.UnsetType = msgspec.UNSET
    """The office above that decides after the department's review (行政许可法 art 35). Unset leaves no trace."""


class Section(Text, frozen=True):
    """A heading of the merged form with the fields under it, in order."""

    name: Words
    roles: tuple[str, ...]


class Entry(Text, frozen=True):
    """Where a matter is handed in: at any window, at the windows of `centres`, or elsewhere.

    `where` says where to go.
    """

    kind: EntryKind = EntryKind.ONE_WINDOW
    centres: tuple[str, ...] = ()
    where: Words | None = None
    why: Words | None = None

    def takes(self, centre: str) -> bool:
        """Return whether a window of `centre` takes the matter."""
        if self.kind is EntryKind.ONE_DOOR:
            return centre in self.centres
        return self.kind is EntryKind.ONE_WINDOW


class Bundle(Text, frozen=True):
    """Several matters handed over as one thing (一件事): one questionnaire, one form, one pile, one receipt."""

    bundle: str
    version: str
    name: Words
    matters: tuple[str, ...]
    roles: dict[str, Role]
    sections: tuple[Section, ...]
    lookup: str = ""
    lookup_key: str = ""
    obstacles: str = ""
    estimate: str = ""
    notify: tuple[str, ...] = ()
    notify_after: str = ""
    entry: Entry = Entry()
    is_generic: bool = False
    """Made from a line of the directory: the matter runs on the generic acceptance process."""
    event: Words | None = None
    """What happened to a person who needs this, in her own words: 我要买房或卖房."""


class Dictionary(Text, frozen=True):
    """公共服务综合信息平台数据标准: the elements of one pack."""

    elements: dict[str, Element]


def read(kind: type[Any], text: Any, where: str) -> Any:
    """Turn parsed YAML into the typed value; raises BadInput naming the file and the place in it."""
    try:
        return msgspec.convert(text, kind, str_keys=True)
    except msgspec.ValidationError as error:
        raise BadInput(
            Words(f"{where}：标准文本有误：{error}", f"{where}: the text of the standard is wrong: {error}")
        ) from None
