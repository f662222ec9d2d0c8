"""What waits at a clerk's window for somebody who comes for several: corrected applications, results to collect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from yimen.cases.access import scope
from yimen.cases.models import Party, visible_applications
from yimen.cases.states import ApplicationState
from yimen.catalogue.reads import bundle_version, standard
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.rows import rows
from yimen.kernel.words import Words
from yimen.licences.states import LicenceState
from yimen.people.rules.identity import mask_name
from yimen.people.rules.pinyin import is_found_by, sort_key
from yimen.people.states import Post

MOST = 50
_SEARCHED = 500
_CORRECTING = """
SELECT cases_application.id, cases_application.receipt_no, cases_application.bundle_id
  FROM cases_application
 WHERE ({visible}) AND cases_application.state = %s
 ORDER BY cases_application.correction_at, cases_application.id LIMIT %s
"""
_RESULTS = """
SELECT cases_application.id, cases_application.receipt_no, c.id, c.matter_id, l.number
  FROM licences_licence l
  JOIN cases_case c ON l.source_kind = 'case' AND l.source_id = c.id
  JOIN cases_application ON cases_application.id = c.application_id
 WHERE ({visible}) AND l.state = %s AND l.handed_out_at IS NULL
 ORDER BY l.issued_at, l.id LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Comer:
    """A party: her place, her name for searching and sorting, and as a list shows it (a person's is masked)."""

    place: str
    name: str
    shown: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """An application whose correction is awaited."""

    application_id: UUID
    receipt_no: str
    name: Words
    parties: tuple[Comer, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A certificate that lies at the window."""

    application_id: UUID
    case_id: UUID
    receipt_no: str
    matter: Words
    number: str
    parties: tuple[Comer, ...]


@dataclass(frozen=True, slots=True)
class AtWindow:
    """What waits, at most fifty of each, sorted by the first party's name."""

    corrected: tuple[Corrected, ...]
    results: tuple[Result, ...]


def at_window(viewer: Actor, asked: str = "") -> AtWindow:
    """Return what waits of the applications a clerk sees; of somebody whose name `asked` finds. Three statements."""
    if not viewer.holds(Post.WINDOW_CLERK):
        return AtWindow((), ())
    sql, values = visible_applications(scope(viewer), clock.today())
    correcting = rows(_CORRECTING.format(visible=sql), [*values, ApplicationState.CORRECTING, _SEARCHED])
    results = rows(_RESULTS.format(visible=sql), [*values, LicenceState.VALID, _SEARCHED])
    parties = _parties({row[0] for row in (*correcting, *results)})
    corrected = [
        Corrected(a, no or "", bundle_version(bundle).text.name, parties[a])
        for a, no, bundle in _asked_for(correcting, parties, asked)
    ]
    waiting = [
        Result(a, case, no or "", standard(matter).acceptance.name, number, parties[a])
        for a, no, case, matter, number in _asked_for(results, parties, asked)
    ]
    return AtWindow(tuple(corrected), tuple(waiting))


def _asked_for(
    found: Sequence[tuple[Any, ...]], parties: Mapping[UUID, tuple[Comer, ...]], asked: str
) -> list[tuple[Any, ...]]:
    kept = [row for row in found if not asked or any(is_found_by(p.name, asked) for p in parties[row[0]])]
    return sorted(kept, key=lambda row: (sort_key("".join(p.name for p in parties[row[0]][:1])), str(row[1])))[:MOST]


def _parties(applications: set[UUID]) -> Mapping[UUID, tuple[Comer, ...]]:
    found: dict[UUID, list[Comer]] = {a: [] for a in applications}
    every = Party.objects.filter(application__in=applications).select_related("person", "organisation")
    for party in every.order_by("role", "place"):
        name = party.person.name if party.person else party.organisation.name if party.organisation else ""
        shown = mask_name(name) if party.person else name
        found[party.application_id].append(Comer(f"{party.role}[{party.place}]", name, shown))
    return {a: tuple(comers) for a, comers in found.items()}
