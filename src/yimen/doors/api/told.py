"""Turns the rooms' sheets into what machines are answered (`sheets`). Adds nothing and decides nothing."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import Any
from uuid import UUID

from yimen.cases.reads.application import Filled, PartySheet
from yimen.cases.reads.completeness import Completeness
from yimen.cases.reads.estimate import Estimate
from yimen.cases.reads.lists import ApplicationLine
from yimen.cases.reads.sheets import ApplicationSheet, CaseSheet, DeskSheet, StepLine
from yimen.cases.reads.work import WorkLine
from yimen.cases.states import ApplicationState
from yimen.catalogue.reads import BundleSheet, Standard
from yimen.catalogue.rules.forms import Asked
from yimen.catalogue.rules.piles import Needed
from yimen.catalogue.rules.standards import Basis
from yimen.kernel.journal import Recorded
from yimen.kernel.words import Words
from yimen.people.reads import PersonSheet


def said(words: Words) -> dict[str, str]:
    """Return both languages."""
    return {"zh": words.zh, "en": words.en}


def maybe(words: Words | None) -> dict[str, str] | None:
    """Return both languages, or None."""
    return None if words is None else said(words)


def party(sheet: PartySheet) -> dict[str, Any]:
    """Return a party."""
    names = ("place", "role", "person_id", "name", "number_masked", "age")
    return {n: getattr(sheet, n) for n in names}


def _step(step: StepLine) -> dict[str, Any]:
    plain = ("code", "decided_by", "verb", "state", "opened_at", "until", "done_at", "values", "remark")
    return {n: getattr(step, n) for n in plain} | {
        "name": said(step.name),
        "office": said(step.office),
        "waits_for": [said(w) for w in step.waits_for],
    }


def case(sheet: CaseSheet) -> dict[str, Any]:
    """Return a case."""
    plain = ("number", "state", "promised_until", "statutory_until", "ended_at", "result")
    licence = sheet.licence
    return {n: getattr(sheet, n) for n in plain} | {
        "case_id": sheet.id,
        "matter": sheet.standard.matter,
        "name": said(sheet.name),
        "department": said(sheet.department),
        "state_words": said(sheet.state_words),
        "certificate_no": licence.number if licence else "",
        "handed_out_at": licence.handed_out_at if licence else None,
        "steps": [_step(s) for s in sheet.steps],
        "allowed": sorted(sheet.allowed),
    }


def application(sheet: ApplicationSheet) -> dict[str, Any]:
    """Return an application."""
    due = sheet.payment
    return {
        "application_id": sheet.id,
        "receipt_no": sheet.receipt_no,
        "bundle": sheet.filled.bundle.text.bundle,
        "name": said(sheet.name),
        "state": sheet.filled.row.state,
        "state_words": said(sheet.state_words),
        "parties": [party(p) for p in sheet.parties],
        "cases": [case(c) for c in sheet.cases],
        "payment": due
        and {
            "state": due.state,
            "fen": due.total.fen,
            "reference": due.reference or "",
            "paid_at": due.paid_at,
            "lines": _lines(due.lines),
        },
        "documents": [
            {"kind": d.kind, "name": said(d.name), "number": d.number, "issued_at": d.issued_at}
            for d in sheet.documents
        ],
        "history": _history(sheet.history),
        "allowed": sorted(sheet.allowed),
    }


def desk(sheet: DeskSheet, answers: dict[str, str]) -> dict[str, Any]:
    """Return a case on the desk with the answers its matter asks for."""
    return {
        "case": case(sheet.case),
        "application_id": sheet.filled.row.id,
        "receipt_no": sheet.filled.row.receipt_no or "",
        "parties": [party(p) for p in sheet.parties],
        "answers": answers,
        "documents": list(sheet.documents),
        "others": [case(c) for c in sheet.others],
        "history": _history(sheet.history),
    }


def completeness(filled: Filled, examined: Completeness, estimated: Estimate | None) -> dict[str, Any]:
    """Return what a draft still lacks."""
    wrong = examined.wrong_fields
    return {
        "is_complete": examined.is_complete,
        "is_looked_up": examined.is_looked_up,
        "form": [field(f, filled.answers, wrong) for f in examined.form],
        "pile": [needed(n, filled.given) for n in examined.pile],
        "wrong_parties": {k: said(w) for k, w in examined.wrong_parties.items()},
        "obstacles": [
            {"code": o.code, "words": said(o.words), "is_blocking": o.is_blocking} for o in examined.obstacles
        ],
        "estimate": estimated
        and {
            "fen": estimated.total.fen,
            "lines": _lines(estimated.lines),
            "not_covered": said(estimated.not_covered) if estimated.not_covered else None,
        },
    }


def field(asked: Asked, answers: Mapping[str, str], wrong: Mapping[str, Words]) -> dict[str, Any]:
    """Return a field of a form with its answer and what is wrong with it."""
    return {
        "field": asked.field,
        "label": said(asked.element.label),
        "type": asked.element.type,
        "required": asked.required,
        "choices": [choice.code for choice in asked.element.choices],
        "value": answers.get(asked.field, ""),
        "wrong": maybe(wrong.get(asked.field)),
    }


def needed(of_pile: Needed, given: Container[str] = ()) -> dict[str, Any]:
    """Return a document of a pile."""
    return {
        "key": of_pile.key,
        "name": said(of_pile.name),
        "is_required": of_pile.is_required,
        "is_given": of_pile.key in given,
    }


def application_line(line: ApplicationLine) -> dict[str, Any]:
    """Return an application in a list."""
    plain = ("receipt_no", "people", "state", "opened_at", "accepted_at")
    return {n: getattr(line, n) for n in plain} | {"application_id": line.id, "name": said(line.name)}


def work_line(line: WorkLine) -> dict[str, Any]:
    """Return a step that waits."""
    plain = ("application_id", "case_id", "receipt_no", "code", "verb", "state", "people", "until")
    return {n: getattr(line, n) for n in plain} | {"matter": said(line.matter), "step": said(line.step)}


def person(sheet: PersonSheet) -> dict[str, Any]:
    """Return a person."""
    plain = ("name", "number_masked", "born_date", "age")
    return {n: getattr(sheet, n) for n in plain} | {"person_id": sheet.id}


def bundle(sheet: BundleSheet) -> dict[str, Any]:
    """Return a bundle."""
    text = sheet.text
    return {
        "bundle": text.bundle,
        "version": text.version,
        "name": said(text.name),
        "matters": list(text.matters),
        "roles": [
            {"role": n, "label": said(r.label), "is_party": r.is_party, "least": r.least, "most": r.most}
            for n, r in text.roles.items()
        ],
        "lookup_key": text.lookup_key,
    }


def matter(standard: Standard) -> dict[str, Any]:
    """Return a matter with its standards in short."""
    text = standard.acceptance
    return {
        "matter": text.matter,
        "version": text.version,
        "name": said(text.name),
        "department": text.department,
        "statutory": text.limits.statutory.limit,
        "promised": text.limits.promised.limit,
        "basis": basis(text.basis),
        "materials": [
            {"code": m.code, "name": said(m.name), "per": m.per, "when": m.when, "basis": basis(m.basis)}
            for m in text.materials
        ],
        "steps": list(standard.steps),
    }


def done(application_id: UUID, state: str = ApplicationState.DRAFT, receipt_no: str = "") -> dict[str, Any]:
    """Return what became of an application."""
    return {"application_id": application_id, "state": state, "receipt_no": receipt_no}


def basis(cited: Iterable[Basis]) -> list[str]:
    """Return laws with their articles."""
    return [f"{b.law} {b.article}".strip() for b in cited]


def _lines(lines: Iterable[Any]) -> list[dict[str, Any]]:
    return [{"payer": x.payer, "account": x.account, "item": said(x.item), "fen": x.amount.fen} for x in lines]


def _history(entries: Iterable[Recorded]) -> list[dict[str, Any]]:
    return [{"at": e.at, "kind": e.kind, "verb": e.verb, "state": e.state, "by": e.actor_name} for e in entries]
