"""Who may do what with a person's or an organisation's record and with an absence, and whose an actor sees."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from yimen.accounts.states import AbsenceVerb
from yimen.kernel.actor import Actor, ActorKind
from yimen.kernel.errors import Refused
from yimen.kernel.words import Words
from yimen.people.rules.scope import AbsenceScope, Scope
from yimen.people.states import Post, Verb

AT_THE_WINDOW = (Post.WINDOW_CLERK,)
AT_THE_WINDOW_ONLY = (Verb.ENROL, Verb.ADD_DOCUMENT, Verb.RENAME)
OFFICE_POSTS = (Post.SECOND_CHECKER, Post.EXAMINER, Post.APPROVER)


MANAGERS = (Post.HALL_MANAGER, Post.APPROVER, Post.AGENCY_HEAD)
"""Who may say of a colleague that she is away: her hall's manager, an approver or the head of her department."""


class Record(Protocol):
    """What the answers depend on."""

    state: str


def scope(actor: Actor) -> Scope:
    """A window clerk sees the person at her window; other staff see persons only through a case (asked there)."""
    if actor.kind is ActorKind.HOUSE:
        return Scope(None, everything=True)
    if actor.kind is ActorKind.STAFF and actor.appointments:
        return Scope(int(actor.id))
    return Scope(None)


def may(actor: Actor, verb: str, record: Record) -> Refused | None:  # noqa: ARG001
    """Return why `actor` may not do `verb`, or None."""
    if actor.kind is ActorKind.HOUSE:
        return None
    posts = AT_THE_WINDOW if verb in AT_THE_WINDOW_ONLY else (*AT_THE_WINDOW, *OFFICE_POSTS)
    if any(actor.holds(post) for post in posts):
        return None
    return Refused(Words("您的岗位不能办理这一项。", "Your post does not do this."), verb=verb)


class AbsenceFacts(Protocol):
    """What the answers depend on."""

    account_id: int

    @property
    def offices(self) -> Collection[str]:
        """The offices of who is away."""


def absence_scope(actor: Actor) -> AbsenceScope:
    """Return whose absences `actor` sees."""
    if actor.kind is ActorKind.HOUSE:
        return AbsenceScope(None, everything=True)
    if actor.kind is not ActorKind.STAFF:
        return AbsenceScope(None)
    return AbsenceScope(int(actor.id), frozenset(a.office for a in actor.appointments))


def may_absence(actor: Actor, verb: str, absence: AbsenceFacts) -> Refused | None:
    """Return why `actor` may not do `verb` on an absence, or None: it is her own, or of somebody she manages."""
    if actor.kind is ActorKind.HOUSE and verb == AbsenceVerb.END:
        return None
    is_hers = actor.kind is ActorKind.STAFF and absence.account_id == int(actor.id)
    if is_hers or not actor.offices(*MANAGERS).isdisjoint(absence.offices):
        return None
    return Refused(
        Words(
            "请假由本人登记，或由她的大厅主管、本部门的审批员或负责人登记。",
            "An absence is announced by whoever goes, by her hall manager, or by an approver or the head of her "
            "department.",
        ),
        verb=verb,
    )
