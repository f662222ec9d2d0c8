"""Turns the desk's sheets into what machines are answered (`desk_sheets`). Adds nothing and decides nothing."""

from __future__ import annotations

from typing import Any

import msgspec

from yimen.cases.reads.deadline import DeadlineSheet
from yimen.cases.reads.hands import Hands
from yimen.cases.reads.proceedings import ProceedingSheet
from yimen.doors.api.told import maybe, said
from yimen.licences.reads import DeskLicence, Printed, VersionLine
from yimen.licences.reads.proceedings import DueLine, Life, Open


def hands(sheet: Hands) -> dict[str, Any]:
    """Return who has a step and who may have it."""
    plain = ("case_id", "number", "claimed_by", "claimed_at")
    return {n: getattr(sheet, n) for n in plain} | {
        "matter": said(sheet.matter),
        "step": said(sheet.step),
        "office": said(sheet.office),
        "others": [{"to": account, "name": name} for account, name in sheet.others],
    }


def proceeding(sheet: ProceedingSheet) -> dict[str, Any]:
    """Return one proceeding of a case."""
    plain = ("kind", "state", "started_at", "until", "ended_at", "is_late")
    return {n: getattr(sheet, n) for n in plain} | {
        "proceeding_id": sheet.id,
        "office": said(sheet.office),
        "said": msgspec.to_builtins(sheet.data),
    }


def deadline(found: DeadlineSheet) -> dict[str, Any]:
    """Return how a date comes about."""
    plain, of_line = ("case_id", "number", "started_at"), ("first", "last", "counted", "left_out", "total", "notice")
    return {n: getattr(found, n) for n in plain} | {
        "matter": said(found.matter),
        "name": said(found.name),
        "until": found.sheet.due.at,
        "is_provisional": found.sheet.due.is_provisional,
        "basis": list(found.basis),
        "lines": [
            {n: getattr(line, n) for n in of_line} | {"kind": line.kind.value, "reason": said(line.reason)}
            for line in found.sheet.lines
        ],
    }


def licence_line(line: VersionLine) -> dict[str, Any]:
    """Return a version in a list."""
    plain = ("number", "e_number", "state", "holders", "issued_at", "ended_at", "asked_at")
    return {n: getattr(line, n) for n in plain} | {
        "licence_id": line.id,
        "version": line.version_no,
        "title": said(line.title),
        "state_words": said(line.state_words),
        "asked": maybe(line.asked),
    }


def printed(one: Printed) -> dict[str, Any]:
    """Return a printed value."""
    return {"key": one.key, "label": said(one.label), "text": one.text, "asked": one.asked}


def licence(sheet: DeskLicence) -> dict[str, Any]:
    """Return a version on its issuer's desk."""
    asked, of_change = sheet.asked, ("verb", "reason", "basis", "evidence", "new_number", "ground")
    change = asked and {n: getattr(asked, n) for n in of_change} | {"asked_by": sheet.asked_by}
    return {
        "line": licence_line(sheet.line),
        "issuer": said(sheet.issuer),
        "issuer_code": sheet.issuer_code,
        "printed": [printed(one) for one in sheet.printed],
        "versions": [licence_line(one) for one in sheet.versions],
        "history": [{"at": h.at, "version": h.version_no, "sentence": said(h.sentence)} for h in sheet.history],
        "change": change,
        "is_signed": sheet.is_signed,
        "allowed": sorted(sheet.allowed),
    }


def life(found: Life) -> dict[str, Any]:
    """Return validity, intention and papers of a licence."""
    validity = found.validity
    plain = ("valid_to", "asked_at", "is_timely", "state")
    of_paper = ("kind", "number", "issued_at")
    return {
        "validity": {n: getattr(validity, n) for n in plain}
        | {
            "opens": validity.span.opens if validity.span else None,
            "closes": validity.span.closes if validity.span else None,
            "basis": validity.span.basis if validity.span else "",
            "state_words": said(validity.state_words),
        },
        "intention": found.ending and _intention(found.ending),
        "papers": [
            {n: getattr(one, n) for n in of_paper} | {"paper_id": one.id, "name": said(one.name)}
            for one in found.papers
        ],
    }


def due_line(line: DueLine) -> dict[str, Any]:
    """Return a licence whose time comes."""
    plain = ("number", "state", "valid_to", "closes", "asked_at", "heard_until")
    return {n: getattr(line, n) for n in plain} | {
        "licence_id": line.id,
        "title": said(line.title),
        "state_words": said(line.state_words),
    }


def _intention(found: Open) -> dict[str, Any]:
    plain, of_content = (
        ("verb", "opened_at", "heard_until", "heard_at", "may_decide"),
        ("reason", "compensation", "stated"),
    )
    basis = "；".join(filter(None, (found.cited, found.content.law)))
    return (
        {n: getattr(found, n) for n in plain}
        | {n: getattr(found.content, n) for n in of_content}
        | {
            "name": said(found.name),
            "ground": maybe(found.ground),
            "basis": basis,
        }
    )
