"""What an application still lacks, all at once: parties, fields, documents, obstacles.

One look for the screen and for acceptance.

Law: 行政许可法 art 32(1)4, 不动产登记暂行条例 art 17 (everything that is lacking is told once).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yimen.cases.reads.application import Filled
from yimen.cases.rules.obstacles import Obstacle
from yimen.cases.rules.representation import not_covered, wrong_representation
from yimen.cases.rules.staffing import posts_needed, unstaffed
from yimen.catalogue.rules.forms import Asked, asked, counts_wrong, wrong_answers, wrong_shares
from yimen.catalogue.rules.piles import Needed, missing, pile
from yimen.kernel.registry import rule
from yimen.kernel.words import Words
from yimen.people.reads import offices, posts_held

_NOT_ASKED = Words("还没有查询登记信息。", "The register has not been asked yet.")


@dataclass(frozen=True)
class Completeness:
    """The merged form and pile of an application, and everything wrong or missing in it."""

    form: tuple[Asked, ...]
    pile: tuple[Needed, ...]
    wrong_parties: dict[str, Words]
    wrong_fields: dict[str, Words]
    missing: tuple[Needed, ...]
    obstacles: tuple[Obstacle, ...]
    is_looked_up: bool
    wrong_representation: dict[str, Words]
    """Per party (`seller[0]`): somebody must act for her and nobody does."""

    @property
    def told(self) -> dict[str, Words]:
        """Return everything that is lacking with its sentence, by code: a role, a party, a field, `material:…`."""
        told = {**self.wrong_parties, **self.wrong_representation, **self.wrong_fields}
        told |= {f"material:{n.key}": Words(f"缺{n.name.zh}。", f"Missing: {n.name.en}.") for n in self.missing}
        told |= {f"obstacle:{o.code}": o.words for o in self.obstacles if o.is_blocking}
        return told if self.is_looked_up else told | {"lookup": _NOT_ASKED}

    @property
    def is_complete(self) -> bool:
        """Return whether it can be accepted."""
        blocked = any(o.is_blocking for o in self.obstacles)
        return (
            not (self.wrong_parties or self.wrong_representation or self.wrong_fields or self.missing or blocked)
            and self.is_looked_up
        )


def completeness(application: Filled) -> Completeness:
    """Examine an application against its standards."""
    bundle, counts, facts = application.bundle, application.counts, application.facts
    form = asked(bundle.acceptances, bundle.elements, counts, facts)
    needed = pile(bundle.acceptances, counts, facts)
    wrong = wrong_answers(form, application.answers) | _born_later(application)
    for name, role in bundle.text.roles.items():
        if role.ownership:
            shares = [application.answers.get(f"{name}[{n}].share", "") for n in range(counts[name])]
            wrong |= wrong_shares(name, role.ownership, application.answers.get(role.ownership, ""), shares)
    return Completeness(
        form=tuple(form),
        pile=tuple(needed),
        wrong_parties=counts_wrong(bundle.text, counts),
        wrong_fields=wrong,
        missing=tuple(missing(needed, _there(application, needed))),
        obstacles=_obstacles(application),
        wrong_representation=wrong_representation(
            bundle.text.roles, application.for_rules.parties, application.answers
        ),
        is_looked_up=not bundle.text.lookup or application.row.found_at is not None,
    )


def _there(application: Filled, needed: Sequence[Needed]) -> set[str]:
    """What was handed over, what may come later and was promised to, and what a promise stands for."""
    there = {key for key, sheet in application.given.items() if sheet.is_usable}
    row = application.row
    later = {n.key for n in needed if n.tolerable and n.key in row.tolerated}
    return there | later | {n.key for n in needed if n.promise and n.key in row.promised}


def _without_staff(application: Filled) -> list[Obstacle]:
    """Departments that have nobody who could decide: said before acceptance, not after."""
    found = []
    for standard in application.bundle.standards:
        department = standard.acceptance.department
        lacking = posts_needed(standard.process) - posts_held(department)
        if lacking:
            found.append(unstaffed(offices()[department].name, lacking))
    return found


def _obstacles(application: Filled) -> tuple[Obstacle, ...]:
    """What stands against it: parties a matter does not cover, and what the pack's rule finds, before and after the
    register was asked."""
    found = not_covered(application.bundle.acceptances, application.for_rules.parties)
    if application.bundle.text.is_generic:
        return (*found, *_without_staff(application))
    name = application.bundle.text.obstacles
    return (*found, *(rule(name)(application.for_rules) if name else ()))


def _born_later(application: Filled) -> dict[str, Words]:
    wrong = {}
    for party in application.parties:
        capacity = application.bundle.text.roles[party.role].capacity
        field = f"{party.key}.{capacity.born}" if capacity else ""
        if application.answers.get(field, "") > application.on.isoformat():
            wrong[field] = Words("出生日期在今天以后，请改正。", "This day of birth is after today; please correct it.")
    return wrong
