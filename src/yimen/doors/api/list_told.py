"""Turns the rooms' lists into what machines are answered (`list_sheets`). Adds nothing and decides nothing."""

from __future__ import annotations

from typing import Any

from yimen.cases.reads.due import DueLine
from yimen.cases.reads.earlier import EarlierLine
from yimen.cases.reads.lists import ApplicationLine
from yimen.cases.reads.owed import PromiseLine
from yimen.cases.reads.work import WorkLine
from yimen.doors.api.told import maybe, said
from yimen.people.reads import PersonSheet


def application_line(line: ApplicationLine) -> dict[str, Any]:
    """Return an application in a list."""
    plain = ("receipt_no", "people", "state", "opened_at", "accepted_at")
    until = line.intake.until if line.intake else None
    more = {"application_id": line.id, "name": said(line.name), "until": until, "answered_at": line.answered_at}
    return {n: getattr(line, n) for n in plain} | more


def promise_line(line: PromiseLine) -> dict[str, Any]:
    """Return a promise that waits to be checked."""
    owed = line.owed
    return {n: getattr(line, n) for n in ("case_id", "number", "people")} | {
        "matter": said(line.matter),
        "key": owed.key,
        "name": said(owed.name),
        "until": owed.until,
        "objected_at": owed.objected_at,
    }


def work_line(line: WorkLine) -> dict[str, Any]:
    """Return a step in a list of the desk."""
    plain = ("application_id", "case_id", "receipt_no", "code", "verb", "state", "people", "opened_at", "until")
    of_hands = ("done_at", "claimed_by", "claimed_at", "is_mine", "is_whole", "is_for_others", "is_returned")
    return {n: getattr(line, n) for n in (*plain, *of_hands)} | {
        "matter": said(line.matter),
        "step": said(line.step),
        "office": said(line.office),
        "waits": [
            {"name": said(b.name), "office": said(b.office), "state": b.state, "since": b.since} for b in line.waits
        ],
        "trouble": maybe(line.message.reason if line.message else None),
    }


def due_line(line: DueLine) -> dict[str, Any]:
    """Return a step with its limits."""
    plain = ("application_id", "case_id", "number", "verb", "people", "claimed_by", "is_mine", "substitute")
    limits = ("step_until", "promised_until", "statutory_until")
    return {n: getattr(line, n) for n in (*plain, *limits)} | {
        "matter": said(line.matter),
        "step": said(line.step),
        "office": said(line.office),
        "due": line.due.value,
    }


def person(sheet: PersonSheet) -> dict[str, Any]:
    """Return a person."""
    plain = ("name", "number_masked", "born_date", "age")
    return {n: getattr(sheet, n) for n in plain} | {
        "person_id": sheet.id,
        "documents": [{"document": d.type, "number_masked": d.number_masked} for d in sheet.documents],
    }


def earlier_line(line: EarlierLine) -> dict[str, Any]:
    """Return one of a person's applications."""
    plain = ("receipt_no", "state", "opened_at", "accepted_at", "is_open")
    return {n: getattr(line, n) for n in plain} | {
        "application_id": line.id,
        "name": said(line.name),
        "parts": [said(part) for part in line.parts],
        "state_words": said(line.state_words),
    }
