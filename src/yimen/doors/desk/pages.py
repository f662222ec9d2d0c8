"""What the desk's pages show: answers and documents side by side, party by party. Asks nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yimen.cases.reads.application import Filled
from yimen.cases.reads.outcome import Shown
from yimen.catalogue.rules.piles import Needed
from yimen.doors.kit.people import MaterialRow, PersonRow, person_rows, pile_groups
from yimen.kernel.words import Words

APPLICATION = Words("申请", "Application")


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs to one party, or to the whole (no person): what was answered, and what was handed over."""

    person: PersonRow | None
    answers: tuple[Shown, ...]
    documents: tuple[MaterialRow, ...]
    title: Words = APPLICATION
    """The heading of what belongs to nobody in particular."""


def groups(application: Filled, answers: Sequence[Shown], needed: Sequence[Needed]) -> list[Group]:
    """Return the whole first, then every party in the order of the form; a party without anything is there too."""
    people = {p.place: p for p in person_rows(application.party_sheets, application.bundle.text.roles)}
    names = {place: p.name for place, p in people.items()}
    scans = f"/desk/application/{application.row.id}/scan/"
    found_pile = pile_groups(needed, application.given, names, lambda digest: f"{scans}{digest}/")
    piles = {g.place: g.rows for g in found_pile}
    roles = [role for section in application.bundle.text.sections for role in section.roles]
    order = sorted(people.values(), key=lambda p: (roles.index(p.role) if p.role in roles else len(roles), p.place))
    roles_of = application.bundle.text.roles
    titles = [s.name for s in application.bundle.text.sections if not any(roles_of[r].is_party for r in s.roles)]
    found = [Group(None, _of("", answers), piles.get("", ()), *titles[-1:])]
    found += [Group(p, _of(p.place, answers), piles.get(p.place, ())) for p in order]
    return [g for g in found if g.person or g.answers or g.documents]


def _of(place: str, answers: Sequence[Shown]) -> tuple[Shown, ...]:
    return tuple(a for a in answers if a.place == place)
