"""Turns what is open to anybody into what machines are answered (`open_sheets`). Adds nothing and decides nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from yimen.cases.reads.preparation import PreparedSheet
from yimen.cases.reads.progress import ProgressSheet
from yimen.cases.reads.sheets import CaseSheet
from yimen.cases.states import CaseState
from yimen.catalogue.reads import DirectoryView, MatterLine, MatterSheet
from yimen.catalogue.rules.estimates import Estimated, EstimateField, EstimateForm, RowSaid
from yimen.doors.api.desk_told import printed
from yimen.doors.api.told import basis, field, maybe, needed, said
from yimen.doors.kit.guide import DocumentLine, MatterGuide
from yimen.licences.reads import Verified
from yimen.notices.reads import PaperSheet
from yimen.people.reads import offices


def estimate_form(form: EstimateForm) -> dict[str, Any]:
    """Return an estimate's questions."""
    return {
        "code": form.code,
        "bundle": form.bundle,
        "title": said(form.title),
        "intro": said(form.intro),
        "fields": [_question(one) for one in form.fields],
    }


def estimated(found: Estimated) -> dict[str, Any]:
    """Return what is likely due, line by line."""
    return {
        "fen": found.total.fen,
        "lines": [
            {
                "item": said(line.item),
                "payer": said(line.payer),
                "reckoned": said(line.reckoned),
                "fen": line.amount.fen,
                "rows": [row(one) for one in line.rows],
            }
            for line in found.lines
        ],
    }


def row(said_of: RowSaid) -> dict[str, Any]:
    """Return a row of a table as people read it."""
    return {n: getattr(said_of, n) for n in ("row", "document", "first", "last", "sure")} | {
        "table": said(said_of.table),
        "when": [said(w) for w in said_of.when],
        "gives": [said(w) for w in said_of.gives],
    }


def _question(asked: EstimateField) -> dict[str, Any]:
    return {
        "name": asked.name,
        "label": said(asked.label),
        "kind": asked.kind,
        "hint": maybe(asked.hint),
        "unit": maybe(asked.unit),
        "choices": [{"code": code, "words": said(words)} for code, words in asked.choices],
        "required": asked.is_required,
    }


def prepared(sheet: PreparedSheet) -> dict[str, Any]:
    """Return what is prepared under a code."""
    return {
        "code": sheet.spoken,
        "bundle": sheet.bundle.text.bundle,
        "name": said(sheet.bundle.text.name),
        "counts": dict(sheet.counts),
        "form": [field(f, sheet.answers, sheet.lacking) for f in sheet.form],
        "pile": [needed(n, {}) for n in sheet.pile],
        "valid_until": sheet.valid_until,
    }


def bundle_guide(documents: Iterable[DocumentLine], matters: Iterable[MatterGuide]) -> dict[str, Any]:
    """Return the guide of a bundle."""
    return {"documents": [_document(d) for d in documents], "matters": [guide(m) for m in matters]}


def guide(of: MatterGuide) -> dict[str, Any]:
    """Return the guide of a matter."""
    words = ("name", "department", "type", "handling", "statutory", "promised", "result", "remedies")
    return {n: said(getattr(of, n)) for n in words} | {
        "matter": of.code,
        "who": [said(w) for w in of.who],
        "documents": [_document(d) for d in of.documents],
        "steps": [
            {
                "name": said(s.name),
                "office": said(s.office),
                "limit": maybe(s.limit),
                "after": [said(w) for w in s.after],
            }
            for s in of.steps
        ],
        "fees": [row(one) for one in of.fees],
        "has_certificate": of.has_certificate,
        "basis": basis(of.basis),
        "version": of.version,
        "valid_from": of.valid_from,
        "bundles": [b.text.bundle for b in of.bundles],
    }


def _document(line: DocumentLine) -> dict[str, Any]:
    return {
        "name": said(line.name),
        "whose": said(line.whose),
        "when": [said(w) for w in line.when],
        "original": line.original,
        "is_required": line.is_required,
        "basis": basis(line.basis),
        "instead": maybe(line.instead),
    }


def directory(view: DirectoryView, found: Iterable[MatterLine]) -> dict[str, Any]:
    """Return what was found in the directory, and its departments."""
    return {
        "matters": [_matter_line(line) for line in found],
        "departments": [
            {"office": code, "name": said(offices()[code].name), "count": len(lines)}
            for code, lines in view.departments.items()
        ],
    }


def directory_matter(sheet: MatterSheet) -> dict[str, Any]:
    """Return a matter of the directory."""
    entry, period = sheet.bundle.text.entry, sheet.acceptance.limits.statutory.period
    return {
        "line": _matter_line(sheet.line),
        "centres": [said(offices()[c].name) for c in entry.centres],
        "where": maybe(entry.where),
        "why": maybe(entry.why),
        "materials": [said(m.name) for m in sheet.acceptance.materials if m.is_required],
        "statutory": maybe(period.words if period else None),
    }


def _matter_line(line: MatterLine) -> dict[str, Any]:
    plain = ("code", "name", "group", "department", "office", "type", "entry")
    return {n: getattr(line, n) for n in plain} | {
        "type_words": said(line.type_words),
        "entry_words": said(line.entry_words),
    }


def progress(sheet: ProgressSheet) -> dict[str, Any]:
    """Return where an application stands for one of its parties."""
    plain = ("receipt_no", "state", "accepted_at", "hall")
    return {n: getattr(sheet, n) for n in plain} | {
        "name": said(sheet.name),
        "state_words": said(sheet.state_words),
        "cases": [_own_case(c) for c in sheet.cases],
        "payment_state": sheet.payment.state if sheet.payment else "",
        "owed_fen": sheet.owed.fen if sheet.owed is not None else None,
        "seen": [{"at": s.at, "who": s.actor_name, "window": s.window or "", "purpose": s.purpose} for s in sheet.seen],
    }


def _own_case(case: CaseSheet) -> dict[str, Any]:
    """Return a matter without what the offices write for each other: opinions, values, verbs."""
    plain = ("state", "promised_until", "statutory_until", "ended_at")
    is_against = case.state in (CaseState.REFUSED, CaseState.TERMINATED)
    return {n: getattr(case, n) for n in plain} | {
        "case_id": case.id,
        "name": said(case.name),
        "department": said(case.department),
        "state_words": said(case.state_words),
        "has_certificate": case.licence is not None,
        "handed_out_at": case.licence.handed_out_at if case.licence else None,
        "remedies": said(case.standard.acceptance.remedies) if is_against else None,
        "steps": [
            {
                "name": said(s.name),
                "office": said(s.office),
                "state": s.state,
                "state_words": said(s.state_words),
                "done_at": s.done_at,
            }
            for s in case.steps
        ],
    }


def verified(found: Verified) -> dict[str, Any]:
    """Return a certificate as anybody may see it."""
    plain = ("number", "e_number", "state", "is_valid", "holders", "issued_at", "ended_at", "has_successor", "valid_to")
    return {n: getattr(found, n) for n in plain} | {
        "version": found.version_no,
        "title": said(found.title),
        "state_words": said(found.state_words),
        "issuer": said(found.issuer),
        "ended_as": maybe(found.ended_as),
        "printed": [printed(one) for one in found.printed],
    }


def paper(found: PaperSheet) -> dict[str, Any]:
    """Return a paper as anybody may see it."""
    plain = ("number", "issued_at", "digest")
    return {n: getattr(found, n) for n in plain} | {"name": said(found.name), "office": said(found.office)}
