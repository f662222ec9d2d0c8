"""Turns the rooms' sheets into what machines are answered (`sheets`). Adds nothing and decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from yimen.cases.reads.application import Filled, PartySheet
from yimen.cases.reads.completeness import Completeness
from yimen.cases.reads.correction import Correction
from yimen.cases.reads.estimate import Estimate
from yimen.cases.reads.mended import Mended
from yimen.cases.reads.owed import OwedSheet
from yimen.cases.reads.sheets import ApplicationSheet, CaseSheet, DeskSheet, StepLine
from yimen.cases.states import ApplicationState
from yimen.catalogue.reads import BundleSheet, Standard
from yimen.catalogue.rules.forms import Asked
from yimen.catalogue.rules.piles import Needed
from yimen.catalogue.rules.standards import Basis
from yimen.kernel.journal import Recorded
from yimen.kernel.words import Words
from yimen.materials.reads import MaterialSheet
from yimen.notices.reads import DocumentSheet


def said(words: Words) -> dict[str, str]:
    """Return both languages."""
    return {"zh": words.zh, "en": words.en}


def maybe(words: Words | None) -> dict[str, str] | None:
    """Return both languages, or None."""
    return None if words is None else said(words)


def party(sheet: PartySheet) -> dict[str, Any]:
    """Return a party."""
    names = ("place", "role", "person_id", "name", "document", "number_masked", "age", "is_minor")
    of_acting = ("kind", "person_id", "name", "document", "number_masked")
    acting = sheet.acting and {n: getattr(sheet.acting, n) for n in of_acting}
    return {n: getattr(sheet, n) for n in names} | {"acting": acting}


def _step(step: StepLine) -> dict[str, Any]:
    plain = ("code", "decided_by", "verb", "state", "opened_at", "until", "done_at", "values", "remark", "basis")
    of_hands = ("claimed_by", "claimed_at", "is_mine")
    return {n: getattr(step, n) for n in (*plain, *of_hands)} | {
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
        "licence_id": licence.id if licence else None,
        "certificate_no": licence.number if licence else "",
        "handed_out_at": licence.handed_out_at if licence else None,
        "steps": [_step(s) for s in sheet.steps],
        "documents": _issued(sheet.documents),
        "owed": [owed(o) for o in sheet.owed],
        "allowed": sorted(sheet.allowed),
    }


def owed(sheet: OwedSheet) -> dict[str, Any]:
    """Return a document that a case was accepted without."""
    plain = ("key", "kind", "until", "outcome", "evidence", "objection", "is_open")
    return {n: getattr(sheet, n) for n in plain} | {"name": said(sheet.name)}


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
        "documents": _issued(sheet.documents),
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
        "documents": [_given(sheet.filled.given[key]) for key in sheet.documents],
        "others": [case(c) for c in sheet.others],
        "rests_on": [
            {"matter": said(g.matter), "department": said(g.department), "step": _step(g.step)} for g in sheet.given
        ],
        "differences": [{"at": d.at, "system": d.system, "words": said(d.words)} for d in sheet.differences],
        "history": _history(sheet.history),
    }


def completeness(
    filled: Filled,
    examined: Completeness,
    estimated: Estimate | None,
    named: Correction | None,
    corrected: Iterable[Mended],
) -> dict[str, Any]:
    """Return what a draft still lacks, what its notice named, and what was corrected on the spot."""
    plain = ("at", "by", "holder", "before", "after")
    wrong = examined.wrong_fields
    return {
        "is_complete": examined.is_complete,
        "is_looked_up": examined.is_looked_up,
        "form": [field(f, filled.answers, wrong) for f in examined.form],
        "pile": [needed(n, filled.given) for n in examined.pile],
        "wrong_parties": {k: said(w) for k, w in examined.wrong_parties.items()},
        "wrong_representation": {k: said(w) for k, w in examined.wrong_representation.items()},
        "obstacles": [
            {"code": o.code, "words": said(o.words), "is_blocking": o.is_blocking} for o in examined.obstacles
        ],
        "estimate": estimated
        and {
            "fen": estimated.total.fen,
            "lines": _lines(estimated.lines),
            "not_covered": maybe(estimated.not_covered),
        },
        "correction": [
            {"code": p.code, "words": said(p.words), "is_here": p.is_here} for p in (named.points if named else ())
        ],
        "mended": [{n: getattr(m, n) for n in plain} | {"label": said(m.label)} for m in corrected],
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


def needed(of_pile: Needed, given: Mapping[str, MaterialSheet]) -> dict[str, Any]:
    """Return a document of a pile, with what was handed over of it."""
    held = given.get(of_pile.key)
    return {
        "key": of_pile.key,
        "name": said(of_pile.name),
        "is_required": of_pile.is_required,
        "is_given": held is not None,
        "given": held and _given(held),
    }


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


def _given(sheet: MaterialSheet) -> dict[str, Any]:
    return {
        "key": sheet.key,
        "trust": sheet.trust,
        "trust_words": said(sheet.trust_words),
        "scans": [{n: getattr(s, n) for n in ("digest", "media_type", "pages")} for s in sheet.scans],
    }


def _issued(papers: Iterable[DocumentSheet]) -> list[dict[str, Any]]:
    plain = ("kind", "number", "issued_at")
    return [{n: getattr(paper, n) for n in plain} | {"name": said(paper.name)} for paper in papers]


def _lines(lines: Iterable[Any]) -> list[dict[str, Any]]:
    return [{"payer": x.payer, "account": x.account, "item": said(x.item), "fen": x.amount.fen} for x in lines]


def _history(entries: Iterable[Recorded]) -> list[dict[str, Any]]:
    return [{"at": e.at, "kind": e.kind, "verb": e.verb, "state": e.state, "by": e.actor_name} for e in entries]
