"""Every triple of state, verb and role, asked of the shell itself: who may do what with what, in which state.

One row stands for all of its kind: of the registry's department and the hall, accepted by account 1, examined by
account 2, with an opinion of the tax office asked. The roles are every post at its own office and at another one, a
party who proved the application to be hers, a stranger, a department's system, and the house. Must never grant
anything of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from yimen.cases.access import proved_party
from yimen.kernel.action import BORN, Binding
from yimen.kernel.actor import Actor, ActorKind, Appointment, department_system, house
from yimen.kernel.errors import Conflict, Refused
from yimen.people.states import Post

HERS = UUID(int=1)
HALL, DEPARTMENT, ASKED = "hall-natural", "registry", "tax"
_IN_HALLS = (Post.WINDOW_CLERK, Post.SECOND_CHECKER, Post.HALL_MANAGER)
_FACTS: Mapping[str, Any] = {
    "application_id": HERS,
    "centre_id": HALL,
    "department_id": DEPARTMENT,
    "accepted_by_id": 1,
    "examined_by_id": 2,
    "consulted": [ASKED],
    "issuer": DEPARTMENT,
    "office": HALL,
    "system": DEPARTMENT,
    "total_fen": 100,
    "asked_by_id": 3,
    "renewal_by_id": 3,
    "predecessor_id": None,
    "matter_type": "01",
    "from_office": HALL,
    "from_post": Post.WINDOW_CLERK,
    "to_office": DEPARTMENT,
    "to_post": Post.EXAMINER,
    "sent_by_id": 4,
    "received_by_id": None,
    "differed_by_id": 5,
    "account_id": 9,
    "offices": [DEPARTMENT],
    "shortcut": "",
    "pk": HERS,
    "id": HERS,
}
SHORTCUTS = ("", "table", "window")


@dataclass(frozen=True)
class Role:
    """Somebody who asks: how she is called in the tables, and the actor she is."""

    name: str
    actor: Actor


def _staff(post: Post, office: str) -> Actor:
    return Actor(ActorKind.STAFF, "7", "某人", frozenset({Appointment(post, office, "440604")}))


def roles() -> list[Role]:
    """Return everybody who may come: each post at its own office and elsewhere, citizens, systems, the house."""
    found = [Role(f"{post}", _staff(post, HALL if post in _IN_HALLS else DEPARTMENT)) for post in Post]
    found += [Role(f"{post} elsewhere", _staff(post, "elsewhere")) for post in Post]
    found += [Role(f"{post} asked for an opinion", _staff(post, ASKED)) for post in (Post.EXAMINER, Post.APPROVER)]
    found.append(Role("a party", proved_party(HERS, "本人")))
    found.append(Role("a stranger", Actor(ActorKind.CITIZEN, "portal", "访客")))
    found.append(Role("the department's system", department_system(DEPARTMENT, "登记系统")))
    found.append(Role("another department's system", department_system("elsewhere", "别的系统")))
    return [*found, Role("the house", house("relay"))]


def row(state: str, shortcut: str = "") -> Any:
    """Return one row of any kind in a state, by the facts that the answers depend on."""
    return SimpleNamespace(**{**_FACTS, "state": state, "shortcut": shortcut})


def answer(binding: Binding[Any], role: Role, state: str, verb: str, shortcut: str = "") -> str:
    """Return what the shell says: `yes`, `refused` or `conflict`."""
    try:
        binding.guard(role.actor, verb, row(state, shortcut))
    except Refused:
        return "refused"
    except Conflict:
        return "conflict"
    return "yes"


def states_of(binding: Binding[Any]) -> list[str]:
    """Return every state of a kind but the one before the first entry."""
    return list(dict.fromkeys([s for s, _ in binding.table if s != BORN] + list(binding.table.values())))


def granted(binding: Binding[Any]) -> Iterator[tuple[str, str, list[str]]]:
    """Yield state, verb and the roles that may, for every pair in the table of a kind."""
    for state, verb in binding.table:
        may = (r.name for r in roles() for s in SHORTCUTS if answer(binding, r, state, verb, s) == "yes")
        yield state, verb, list(dict.fromkeys(may))
