"""A guide as doors show it, made from the acceptance standard and nothing else: no second text to keep in step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from yimen.catalogue.reads import BundleSheet, Standard, bundles, elements
from yimen.catalogue.rules.estimates import EstimateForm, RowSaid
from yimen.catalogue.rules.questions import named_in
from yimen.catalogue.rules.standards import Basis, LimitText, Material, Role, Step
from yimen.catalogue.states import HALL, MATTER_TYPES, Handling, Sure
from yimen.kernel.errors import NotFound
from yimen.kernel.registry import of_all_packs
from yimen.kernel.words import Words
from yimen.people.reads import offices

SURE_WORDS: Mapping[str, Words] = {
    Sure.VERIFIED: Words("已核对法条原文", "the text of the law was read"),
    Sure.SECONDARY: Words("据其他资料转述，未见原文", "restated by others; the text was not seen"),
    Sure.GENERAL: Words("一般了解，未核对", "general knowledge, not verified"),
    Sure.UNSURE: Words("没有把握，请向窗口核实", "unsure, please ask at the window"),
}
_HANDLING = {
    Handling.INSTANT: Words("当场办结", "done while you wait"),
    Handling.PROMISED: Words("承诺期限内办结", "done by a promised day"),
}
_NO = Words("没有规定", "none")


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document of the guide: whose, when it is needed (in words), what happens to the original, why."""

    name: Words
    whose: Words
    when: tuple[Words, ...]
    original: str
    is_required: bool
    basis: tuple[Basis, ...]
    instead: Words | None


@dataclass(frozen=True, slots=True)
class StepDone:
    """A step behind the door: who does it, what it waits for, its own limit."""

    name: Words
    office: Words
    limit: Words | None
    after: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class MatterGuide:
    """Everything the standard says of a matter, in the order a citizen asks."""

    code: str
    name: Words
    department: Words
    type: Words
    handling: Words
    who: tuple[Words, ...]
    documents: tuple[DocumentLine, ...]
    steps: tuple[StepDone, ...]
    statutory: Words
    statutory_text: LimitText
    promised: Words
    promised_text: LimitText
    fees: tuple[RowSaid, ...]
    result: Words
    has_certificate: bool
    remedies: Words
    basis: tuple[Basis, ...]
    version: str
    valid_from: date
    bundles: tuple[BundleSheet, ...]


def of_matter(code: str, on: date) -> MatterGuide:
    """Return the guide of a matter. Raises NotFound."""
    homes = tuple(b for b in bundles().values() if code in b.text.matters)
    if not homes:
        raise NotFound
    return _guide(homes[0].standard(code), homes, on)


def of_bundle(sheet: BundleSheet, on: date) -> list[MatterGuide]:
    """Return the guides of every matter of a bundle, in its order."""
    return [_guide(s, (sheet,), on) for s in sheet.standards]


def merged_documents(sheet: BundleSheet) -> list[DocumentLine]:
    """Return the documents of the whole bundle, each once, as they are handed over together."""
    found: dict[tuple[str, str], DocumentLine] = {}
    for acceptance in sheet.acceptances:
        for material in acceptance.materials:
            if not _can_happen(material):
                continue
            line = _document(material, sheet)
            known = found.get((material.code, material.per))
            if known is None:
                found[(material.code, material.per)] = line
            else:
                more = tuple(b for b in line.basis if b not in known.basis)
                kept = "kept" if "kept" in (known.original, line.original) else "seen"
                found[(material.code, material.per)] = DocumentLine(
                    known.name,
                    known.whose,
                    known.when,
                    kept,
                    known.is_required or line.is_required,
                    (*known.basis, *more),
                    known.instead or line.instead,
                )
    return list(found.values())


def form_of(bundle: str) -> EstimateForm | None:
    """Return the estimate that a pack offers for a bundle."""
    forms: Iterable[EstimateForm] = of_all_packs("estimates")
    return next((f for f in forms if f.bundle == bundle), None)


def who_comes(roles: Iterable[Role]) -> tuple[Words, ...]:
    """Return the sides that come, with how many."""
    return tuple(
        Words(
            f"{r.label.zh}（{r.least}到{r.most}人，都要到场或委托代理人）",
            f"{r.label.en} ({r.least} to {r.most}, in person or through an agent)",
        )
        for r in roles
        if r.is_party
    )


def _guide(standard: Standard, homes: tuple[BundleSheet, ...], on: date) -> MatterGuide:
    a, sheet = standard.acceptance, homes[0]
    forms = [f for f in (form_of(h.text.bundle) for h in homes) if f]
    names = {f"{s.matter}:{c}": step.name for s in sheet.standards for c, step in s.steps.items()}
    return MatterGuide(
        code=a.matter,
        name=a.name,
        department=offices()[a.department].name,
        type=MATTER_TYPES[a.type],
        handling=_HANDLING[a.handling],
        who=who_comes(sheet.text.roles[r] for r in a.roles if r in sheet.text.roles),
        documents=tuple(_document(m, sheet) for m in a.materials),
        steps=tuple(_step(s, standard, names) for s in standard.process.steps),
        statutory=_limit(a.limits.statutory),
        statutory_text=a.limits.statutory,
        promised=_limit(a.limits.promised),
        promised_text=a.limits.promised,
        fees=tuple(r for f in forms for r in f.rows_of(a.matter, on)),
        result=a.result.name,
        has_certificate=bool(a.result.template),
        remedies=a.remedies,
        basis=tuple(b for b in a.basis if b.holds_on(on)),
        version=a.version,
        valid_from=a.valid_from,
        bundles=homes,
    )


def _limit(text: LimitText) -> Words:
    if text.period:
        return text.period.words
    return Words(f"{_NO.zh}：{text.none_because}", _NO.en) if text.none_because else _NO


def _document(material: Material, sheet: BundleSheet) -> DocumentLine:
    whose = sheet.text.roles[material.per].label if material.per in sheet.text.roles else Words("", "")
    return DocumentLine(
        name=material.name,
        whose=Words(f"每位{whose.zh}", f"each {whose.en.lower()}") if whose.zh else whose,
        when=tuple(_condition(material)),
        original=material.original,
        is_required=material.is_required,
        basis=material.basis,
        instead=material.instead,
    )


def _condition(material: Material) -> Iterable[Words]:
    """Return which questions decide whether a document is needed; the answers that do are in the wizard."""
    for name in sorted(named_in(material.when, material.per)):
        element = elements().get(name.partition(".")[2])
        if element is None:
            continue
        values = [c.words for c in element.choices if f"'{c.code}'" in material.when]
        negated = "!=" in material.when
        if "'yes'" in material.when or "'no'" in material.when:
            values = [Words("是", "yes")] if "'yes'" in material.when else [Words("否", "no")]
        zh, en = "、".join(v.zh for v in values), ", ".join(v.en for v in values)
        link = Words("没有选", "is not") if negated else Words("选了", "is")
        if values:
            yield Words(f"“{element.label.zh}”{link.zh}“{zh}”", f"“{element.label.en}” {link.en} “{en}”")
        else:
            yield Words(f"看“{element.label.zh}”", f"depending on “{element.label.en}”")
    if "matters" in material.when:
        yield Words("单独办理这一项时", "when this matter is applied for alone")


def _can_happen(material: Material) -> bool:
    """Return whether a document can be needed in this bundle: one for a matter handled alone cannot."""
    return "in matters" not in material.when or not material.when.startswith("not (")


def _step(step: Step, standard: Standard, names: Mapping[str, Words]) -> StepDone:
    department = offices()[standard.acceptance.department].name
    office = Words("办事大厅", "the hall") if step.office == HALL else department
    after = [names.get(n.step if ":" in n.step else f"{standard.matter}:{n.step}") for n in step.needs]
    limit = LimitText(limit=step.limit).period
    return StepDone(step.name, office, limit.words if limit else None, tuple(w for w in after if w))
