"""What the database holds of the year, as plain rows: what the checks read. A few statements, whatever its size."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection


class Entry(NamedTuple):
    """A line of the journal."""

    seq: int
    at: datetime
    verb: str
    state: str
    actor: str
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    """A row by its columns."""

    columns: Mapping[str, Any]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.columns[name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass
class Told:
    """Everything of the applications asked about."""

    applications: Mapping[UUID, Row]
    cases: Mapping[UUID, Row]
    steps: Mapping[UUID, list[Row]]
    """By case."""
    clocks: Mapping[UUID, list[Row]]
    """By case."""
    documents: list[Row]
    """Of the applications, their cases, pauses and licences; `subject_id` is the application or case it belongs to."""
    payments: Mapping[UUID, Row]
    messages: Mapping[UUID, list[Row]]
    """Of steps, by step."""
    journal: Mapping[tuple[str, UUID], list[Entry]]
    matters: Mapping[UUID, Row]
    is_whole: bool
    """Whether it is the whole district, not some applications of it."""


_CASES = "SELECT * FROM cases_case WHERE application_id = ANY(%s)"
_OF_CASES = "SELECT * FROM {} WHERE case_id = ANY(%s) ORDER BY case_id, id"
_MATTERS = "SELECT id, matter, department, acceptance, process FROM catalogue_matterversion WHERE id = ANY(%s)"
_JOURNAL = """
SELECT kind, subject_id, seq, at, verb, state, actor, data FROM kernel_journal
 WHERE (kind = 'application' AND subject_id = ANY(%s)) OR (kind = 'case' AND subject_id = ANY(%s))
    OR (kind = 'payment' AND subject_id = ANY(%s)) OR (kind = 'document' AND subject_id = ANY(%s))
 ORDER BY kind, subject_id, seq
"""
_DOCUMENTS = """
SELECT d.*, d.source_id AS subject_id FROM notices_document d
 WHERE (d.source_kind = 'application' AND d.source_id = ANY(%s)) OR (d.source_kind = 'case' AND d.source_id = ANY(%s))
UNION ALL
SELECT d.*, p.case_id FROM notices_document d JOIN cases_pause p ON d.source_kind = 'pause' AND d.source_id = p.id
 WHERE p.case_id = ANY(%s)
UNION ALL
SELECT d.*, p.case_id FROM notices_document d
  JOIN cases_proceeding p ON d.source_kind = 'proceeding' AND d.source_id = p.id WHERE p.case_id = ANY(%s)
UNION ALL
SELECT d.*, c.application_id FROM notices_document d
  JOIN licences_licence l ON d.source_kind = 'licence' AND d.source_id = l.id AND l.source_kind = 'case'
  JOIN cases_case c ON c.id = l.source_id WHERE c.id = ANY(%s)
"""


def read(applications: Sequence[UUID] | None = None) -> Told:
    """Read some applications, or all of the district."""
    asked = list(applications or ()) or [r.id for r in _rows("SELECT id FROM cases_application")]
    cases = _rows(_CASES, asked)
    ids = [c.id for c in cases]
    payments = _rows("SELECT * FROM payments_payment WHERE source_kind = 'application' AND source_id = ANY(%s)", asked)
    documents = _rows(_DOCUMENTS, asked, ids, ids, ids, ids)
    steps = _by("case_id", _rows(_OF_CASES.format("cases_step"), ids))
    journal: dict[tuple[str, UUID], list[Entry]] = defaultdict(list)
    for r in _rows(_JOURNAL, asked, ids, [p.id for p in payments], [d.id for d in documents]):
        journal[r.kind, r.subject_id].append(Entry(r.seq, r.at, r.verb, r.state, r.actor, r.data))
    return Told(
        applications={r.id: r for r in _rows("SELECT * FROM cases_application WHERE id = ANY(%s)", asked)},
        cases={c.id: c for c in cases},
        steps=steps,
        clocks=_by("case_id", _rows(_OF_CASES.format("cases_clock"), ids)),
        documents=documents,
        payments={p.source_id: p for p in payments},
        messages=_by(
            "source_id",
            _rows(
                "SELECT source_id, state FROM exchange_message WHERE source_kind = 'step' AND source_id = ANY(%s)",
                [s.id for own in steps.values() for s in own if s.decided_by == "connector"],
            ),
        ),
        journal=journal,
        matters={m.id: m for m in _rows(_MATTERS, sorted({c.matter_id for c in cases}))},
        is_whole=applications is None,
    )


def _rows(sql: str, *values: Any) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        names = [c.name for c in cursor.description or ()]
        return [Row(dict(zip(names, map(_value, names, row), strict=True))) for row in cursor.fetchall()]


def _value(name: str, value: Any) -> Any:
    return json.loads(value) if name in ("data", "acceptance", "process") else value


def _by(column: str, found: list[Row]) -> Mapping[UUID, list[Row]]:
    kept: dict[UUID, list[Row]] = defaultdict(list)
    for row in found:
        kept[row.columns[column]].append(row)
    return kept
