"""What the draft's page shows: who is there, the form by person, the pile, and what is still to do. Asks nothing.

One place says what comes next: the first thing that is missing, in the order of the work.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yimen.cases.reads.application import Filled
from yimen.cases.reads.completeness import Completeness
from yimen.cases.reads.correction import correction
from yimen.cases.reads.estimate import Estimate
from yimen.cases.rules.owed import OWING_WORDS, Owing
from yimen.catalogue.rules.forms import Asked
from yimen.doors.counter.acting_forms import CREDIT, DOCUMENTS, ActingForm, acting_forms, acting_id, may_correct
from yimen.doors.kit.people import PersonRow, by_payer, material_id, person_rows, pile_groups, sheets_of, sources_of
from yimen.doors.kit.templatetags.kit import field_id
from yimen.kernel.errors import YimenError
from yimen.kernel.words import Words

IN_ITS_PLACE = ("join:", "represent:", "document:")
"""What was wrong there is shown there and not at the top of the page."""
OUTCOMES = ("correct", "spare", "redirect", "reject", "receive", "give-time")
"""How a draft ends without being accepted, by address: what was wrong stands in that form."""
WAIVERS = ("tolerate", "promise")
"""How something is accepted without its document, by address: what was wrong stands in that form."""
LOOK_UP_ID = "look-up-key"
PARTS: Mapping[str, Words] = {
    "obstacles": Words("不能受理的原因", "What stands against it"),
    "parties": Words("当事人", "Parties"),
    "register": Words("登记簿", "Register"),
    "form": Words("表格", "Form"),
    "pile": Words("材料", "Documents"),
}
_NOT_ASKED = Words("还没有查询登记簿", "The register has not been asked yet")


@dataclass(frozen=True, slots=True)
class RoleBox:
    """One side of the application: who is there and the form that adds one more."""

    name: str
    label: Words
    range: Words
    people: tuple[PersonRow, ...]
    is_enough: bool
    may_join: bool
    problem: YimenError | None
    typed: Mapping[str, str]
    acting: Mapping[str, ActingForm]
    """By place: who may act for her, and the forms below her name."""
    may_correct: bool = False


@dataclass(frozen=True, slots=True)
class Holder:
    """The fields of one person in a section of the form, or those of nobody in particular (no name)."""

    name: str
    fields: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the form with its fields by person."""

    name: Words
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing still to do: where on the page, and what."""

    target: str
    words: Words
    whose: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the checklist: its tone (done, act, late) and what is missing in it."""

    code: str
    title: Words
    tone: str
    items: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A point of the correction notice: where on the page it is put right, what was told, whether it is there."""

    target: str
    words: Words
    is_here: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """The correction notice ticked off: its points, how many are there, and what it did not name and is lacking."""

    ticks: tuple[Tick, ...]
    here: int
    beyond: tuple[Missing, ...]

    @property
    def left(self) -> int:
        """Return how many points are still to come."""
        return len(self.ticks) - self.here


@dataclass(frozen=True, slots=True)
class Waived:
    """A document that may come later or be promised: whose, whether it was chosen, and the terms of a promise."""

    key: str
    name: Words
    holder: str
    is_chosen: bool
    terms: Words | None


@dataclass(frozen=True, slots=True)
class Waivable:
    """What may be accepted without its document, one way of it, and whether it was chosen."""

    verb: str
    owing: str
    words: Words
    rows: tuple[Waived, ...]
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Next:
    """What comes next: a sentence, and what gets the focus (a field's name, a document's key, or another code)."""

    code: str
    words: Words
    focus: str = ""


def page(
    application: Filled, examined: Completeness, estimated: Estimate | None, problem: YimenError | None, given: Any
) -> dict[str, Any]:
    """Return the page's values. `given` is what was posted when `problem` came of it."""
    names = {p.place: p.name for p in application.party_sheets}
    at, base = str(given.get("at", "")) if problem else "", f"/counter/draft/{application.row.id}/"
    papers = f"/counter/application/{application.row.id}/"
    pile = pile_groups(
        examined.pile,
        application.given,
        names,
        lambda d: f"{papers}scan/{d}/",
        lambda d: f"{papers}scan/{d}/thumbnail/",
    )
    sections = _sections(application, examined, names)
    fields = _open_fields(sections, examined)
    parts = _checklist(application, examined, names, fields)
    lines = estimated.lines if estimated else ()
    return {
        "application": application,
        "examined": examined,
        "base": base,
        "problem": None if at.startswith(IN_ITS_PLACE) or at in (*OUTCOMES, *WAIVERS, "look-up") else problem,
        **_outcome(problem, at, given),
        "look_up_problem": problem if at == "look-up" else None,
        "wrong": getattr(problem, "fields", {}),
        "sources": application.sources,
        "lookup": _lookup(application, given if at == "look-up" else {}),
        "roles": _roles(application, examined, problem if at.startswith(IN_ITS_PLACE) else None, at, given),
        "documents": DOCUMENTS,
        "credit_choice": CREDIT,
        "sections": sections,
        "pile": pile,
        "scans": sheets_of(row for group in pile for row in group.rows),
        "parts": parts,
        "wrong_on_the_spot": sum(field in application.answers for field in examined.wrong_fields),
        "notice": _notice(application, examined),
        "waivable": _waivable(application, examined, at, given),
        "waiving": at,
        "count": sum(len(p.items) for p in parts),
        "next": _after(problem, at, _next(application, examined, fields)),
        "estimate": estimated,
        "payers": by_payer(lines, names),
        "sum_sources": sources_of(lines),
    }


def _lookup(application: Filled, given: Mapping[str, str]) -> dict[str, Any] | None:
    text = application.bundle.text
    if not text.lookup:
        return None
    element = application.bundle.elements[text.lookup_key.partition(".")[2]]
    value = given.get("key") or application.answers.get(text.lookup_key, "")
    return {"label": element.label, "hint": element.hint, "value": value, "id": LOOK_UP_ID}


def _roles(
    application: Filled, examined: Completeness, problem: YimenError | None, at: str, given: Any
) -> list[RoleBox]:
    rows = person_rows(application.party_sheets, application.bundle.text.roles)
    boxes = []
    for name, role in application.bundle.text.roles.items():
        if not role.is_party:
            continue
        people = tuple(r for r in rows if r.role == name)
        is_asked = at == f"join:{name}"
        boxes.append(
            RoleBox(
                name=name,
                label=role.label,
                range=Words(f"{role.least} 至 {role.most} 人", f"{role.least} to {role.most}"),
                people=people,
                is_enough=len(people) >= role.least,
                may_join=len(people) < role.most,
                problem=problem if is_asked else None,
                typed=given if is_asked else {},
                acting=acting_forms(application, examined, name, problem, at, given),
                may_correct=is_asked and may_correct(problem),
            )
        )
    order = _order(application)
    return sorted(boxes, key=lambda box: order.index(box.name))


def _order(application: Filled) -> list[str]:
    """Return the roles in the order of the form's sections."""
    first = [role for section in application.bundle.text.sections for role in section.roles]
    return [*first, *(role for role in application.bundle.text.roles if role not in first)]


def _is_awaited(application: Filled, asked: Asked) -> bool:
    """Return whether the register will answer a field once it is asked: it is not typed before."""
    text = application.bundle.text
    if application.row.found_at is not None or not text.lookup or application.answers.get(asked.field):
        return False
    return asked.from_query == text.lookup or asked.field == text.lookup_key


def _sections(application: Filled, examined: Completeness, names: Mapping[str, str]) -> list[Section]:
    sections = []
    form = [a for a in examined.form if not _is_awaited(application, a)]
    for text in application.bundle.text.sections:
        holders: dict[str, list[Asked]] = {}
        for asked in form:
            if _role(asked) in text.roles:
                holders.setdefault(names.get(_place(asked.field), ""), []).append(asked)
        if holders:
            sections.append(Section(text.name, tuple(Holder(n, tuple(f)) for n, f in holders.items())))
    return sections


def _place(field: str) -> str:
    return field.partition(".")[0]


def _role(asked: Asked) -> str:
    return _place(asked.field).partition("[")[0]


def _open_fields(sections: Sequence[Section], examined: Completeness) -> list[Asked]:
    """Return what is wrong or missing in the form, in the order of the page."""
    return [a for s in sections for h in s.holders for a in h.fields if a.field in examined.wrong_fields]


def _checklist(
    application: Filled, examined: Completeness, names: Mapping[str, str], fields: Sequence[Asked]
) -> list[Part]:
    wrong_parties = sorted(examined.wrong_parties.items(), key=lambda wrong: _order(application).index(wrong[0]))
    rows = {r.key: r for g in pile_groups(examined.missing, {}, names, str) for r in g.rows}
    found = {
        "obstacles": [Missing("#obstacles", o.words) for o in examined.obstacles if o.is_blocking],
        "parties": [
            *(Missing(f"#number-{role}", words) for role, words in wrong_parties),
            *(Missing(f"#{acting_id(p)}", words) for p, words in examined.wrong_representation.items()),
        ],
        "register": [] if examined.is_looked_up else [Missing(f"#{LOOK_UP_ID}", _NOT_ASKED)],
        "form": [
            Missing(
                f"#{field_id(a.field)}",
                examined.wrong_fields[a.field] if application.answers.get(a.field) else a.element.label,
                names.get(_place(a.field), ""),
            )
            for a in fields
        ],
        "pile": [Missing(f"#{rows[n.key].id}", n.name, rows[n.key].holder) for n in examined.missing],
    }
    shown = {"obstacles": bool(found["obstacles"]), "register": bool(application.bundle.text.lookup)}
    return [
        Part(code, title, ("late" if code == "obstacles" else "act") if found[code] else "done", tuple(found[code]))
        for code, title in PARTS.items()
        if shown.get(code, True)
    ]


def _notice(application: Filled, examined: Completeness) -> Notice | None:
    found = correction(application, examined)
    if found is None:
        return None
    told = examined.told
    return Notice(
        ticks=tuple(Tick(_target(p.code, application), p.words, p.is_here) for p in found.points),
        here=found.here,
        beyond=tuple(Missing(_target(code, application), told[code]) for code in found.beyond),
    )


def _waivable(application: Filled, examined: Completeness, at: str, given: Any) -> list[Waivable]:
    """What may come later or be promised and was not handed over; what was ticked when it went wrong stays ticked."""
    row, names = application.row, {p.place: p.name for p in application.party_sheets}
    found = []
    for verb, owing, chosen in (("tolerate", Owing.TOLERANCE, row.tolerated), ("promise", Owing.PROMISE, row.promised)):
        if at == verb:
            chosen = given.getlist("key")
        rows = tuple(
            Waived(n.key, n.name, names.get(n.holder, ""), n.key in chosen, n.promise.terms if n.promise else None)
            for n in examined.pile
            if (n.tolerable if owing is Owing.TOLERANCE else n.promise) and n.key not in application.given
        )
        if rows:
            found.append(Waivable(verb, owing, OWING_WORDS[owing], rows, any(r.is_chosen for r in rows)))
    return found


def _target(code: str, application: Filled) -> str:
    """Return where on the page a code of `Completeness.told` is put right."""
    kind, _, key = code.partition(":")
    if kind == "material":
        return f"#{material_id(key)}"
    if code in application.bundle.text.roles:
        return f"#number-{code}"
    if "." in code:
        return f"#{field_id(code)}"
    return {"obstacle": "#obstacles", "lookup": f"#{LOOK_UP_ID}"}.get(kind) or f"#{acting_id(code)}"


def _next(application: Filled, examined: Completeness, fields: Sequence[Asked]) -> Next:
    roles = application.bundle.text.roles
    for role in sorted(examined.wrong_parties, key=_order(application).index):
        label = roles[role].label
        return Next(f"join:{role}", Words(f"下一步：登记{label.zh}。", f"Next: add the {label.en.lower()}."))
    for place, words in examined.wrong_representation.items():
        return Next(f"represent:{place}", words)
    if any(o.is_blocking for o in examined.obstacles):
        return Next("obstacle", Words("现在不能受理，原因列在下面。", "It cannot be accepted now; see below why."))
    if not examined.is_looked_up:
        return Next("look-up", Words("下一步：查询登记簿。", "Next: ask the register."))
    if fields:
        n = len(fields)
        words = Words(f"下一步：填表，还差 {n} 项。", f"Next: fill in the form, {n} to go.")
        return Next("field", words, fields[0].field)
    if examined.missing:
        n = len(examined.missing)
        words = Words(f"下一步：收材料，还差 {n} 份。", f"Next: take the documents, {n} to go.")
        return Next("pile", words, examined.missing[0].key)
    return Next("accept", Words("齐全，可以受理。", "Everything is here; it can be accepted."))


def _after(problem: YimenError | None, at: str, otherwise: Next) -> Next:
    """When something was wrong, what was wrong comes next; in the form of an outcome it is said there."""
    if problem is None:
        return otherwise
    if at in (*OUTCOMES, *WAIVERS):
        return Next(at, otherwise.words)
    if at:
        return Next(at, problem.words)
    fields = list(getattr(problem, "fields", {}))
    return Next("field", problem.words, fields[0]) if fields and "." in fields[0] else otherwise


def _outcome(problem: YimenError | None, at: str, given: Mapping[str, str]) -> dict[str, Any]:
    """The form of an outcome that was refused: which, the sentence when it is about no field, what was typed in it."""
    is_here = problem is not None and at in OUTCOMES
    about_fields = bool(getattr(problem, "fields", {}))
    return {
        "outcome": at if is_here else "",
        "outcome_problem": problem if is_here and not about_fields else None,
        "outcome_typed": given if is_here else {},
    }
