"""Turns the desk's sheets into what machines are answered (`desk_sheets`). Adds nothing and decides nothing."""

from __future__ import annotations

from typing import Any

import msgspec

from yimen.cases.reads.deadline import DeadlineSheet
from yimen.cases.reads.hands import Hands
from yimen.cases.reads.proceedings import ProceedingSheet
from yimen.doors.api.told import maybe, said
from yimen.licences.reads import DeskLicence, Printed, VersionLine


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
    asked, of_change = sheet.asked, ("verb", "reason", "basis", "evidence", "new_number")
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
