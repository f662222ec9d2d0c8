"""Who acts. One value for a clerk, an examiner, a citizen, a department's system or the house itself.

Never optional.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class ActorKind(StrEnum):
    """How somebody comes in."""

    STAFF = "staff"
    CITIZEN = "citizen"
    DEPARTMENT_SYSTEM = "department_system"
    HOUSE = "house"


@dataclass(frozen=True, slots=True)
class Appointment:
    """One post held: the post's name, the office (a department's or a centre's code) and the region it counts in."""

    post: str
    office: str
    region: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does a verb or looks at a row.

    `id` is the account's number for staff, the system's code for a department's system, the task's name for the house.
    `window` is the window the clerk sits at, when she sits at one.
    """

    kind: ActorKind
    id: str
    name: str
    appointments: frozenset[Appointment] = field(default_factory=frozenset)
    window: str | None = None

    def holds(self, post: str, office: str | None = None) -> bool:
        """Return whether the actor holds `post`, in `office` when one is named."""
        return any(a.post == post and office in (None, a.office) for a in self.appointments)

    def offices(self, *posts: str) -> frozenset[str]:
        """Return the offices in which the actor holds one of `posts`."""
        return frozenset(a.office for a in self.appointments if a.post in posts)

    @property
    def regions(self) -> frozenset[str]:
        """Return the regions the actor's posts count in."""
        return frozenset(a.region for a in self.appointments)

    @property
    def reference(self) -> str:
        """Return the stable reference kept in rows and journal, such as `staff:17`."""
        return f"{self.kind}:{self.id}"


def house(task: str) -> Actor:
    """Return the house itself acting in `task`: a limit that passed, a step that became ready."""
    return Actor(ActorKind.HOUSE, task, "一门")


def applicant(application: object) -> Actor:
    """Return somebody who has proved to be a party of the application with this id: she sees its cases, no other."""
    return Actor(ActorKind.CITIZEN, str(application), "申请人（网上）")


def department_system(code: str, name: str) -> Actor:
    """Return a department's own system as it comes in through the inbound door."""
    return Actor(ActorKind.DEPARTMENT_SYSTEM, code, name)
