"""Who may do what with a record of a person or an organisation, and whose records an actor sees."""

from __future__ import annotations

from typing import Protocol

from yimen.kernel.actor import Actor, ActorKind
from yimen.kernel.errors import Refused
from yimen.kernel.words import Words
from yimen.people.rules.scope import Scope
from yimen.people.states import Post, Verb

AT_THE_WINDOW = (Post.WINDOW_CLERK,)
AT_THE_WINDOW_ONLY = (Verb.ENROL, Verb.ADD_DOCUMENT, Verb.RENAME)
OFFICE_POSTS = (Post.SECOND_CHECKER, Post.EXAMINER, Post.APPROVER)


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
