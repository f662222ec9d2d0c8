"""Turns the sheets of paper and delivery into what machines are answered. Adds nothing and decides nothing."""

from __future__ import annotations

from typing import Any

from yimen.cases.reads.custody import CaseCustody, PileLine
from yimen.custody.reads import HandOverLine, HandOverSheet
from yimen.doors.api.told import said


def hand_over_line(line: HandOverLine) -> dict[str, Any]:
    """Return a hand-over in a list."""
    plain = ("number", "state", "sent_at", "until", "is_late", "papers", "piles", "not_right")
    words = ("giver", "receiver", "state_words")
    return {n: getattr(line, n) for n in plain} | {n: said(getattr(line, n)) for n in words} | {"hand_over_id": line.id}


def hand_over(sheet: HandOverSheet) -> dict[str, Any]:
    """Return a hand-over in full."""
    plain, of_paper = (
        ("sent_by", "received_by", "received_at", "resolution"),
        ("place", "key", "paper", "found", "remark"),
    )
    return {n: getattr(sheet, n) for n in plain} | {
        "line": hand_over_line(sheet.line),
        "papers": [
            {n: getattr(p, n) for n in of_paper}
            | {"case_id": p.source_id, "case_no": p.source_no, "matter": said(p.matter), "name": said(p.name)}
            for p in sheet.papers
        ],
        "allowed": sorted(sheet.allowed),
    }


def pile(line: PileLine) -> dict[str, Any]:
    """Return a pile that lies with the viewer."""
    return {"case_id": line.case_id, "number": line.number, "matter": said(line.matter), "people": line.people}


def custody(kept: CaseCustody) -> dict[str, Any]:
    """Return where paper lies and how the result is delivered."""
    paper, sent = kept.paper, kept.delivery
    of_delivery = (
        "way",
        "state",
        "receiver",
        "carrier",
        "tracking_no",
        "dispatched_at",
        "came_back_at",
        "delivered_at",
    )
    plain = ("case_id", "until", "stopped_at", "is_ready", "can_leave", "receivers")
    return {n: getattr(kept, n) for n in plain} | {
        "paper": paper
        and {n: getattr(paper, n) for n in ("office", "post", "since_at", "on_its_way")} | {"where": said(paper.where)},
        "delivery": sent
        and {n: getattr(sent, n) for n in of_delivery}
        | {"state_words": said(sent.state_words), "allowed": sorted(sent.allowed)},
        "to_compare": [n.key for n in kept.originals],
    }
