"""Who may do what with a licence, and whose licences an actor sees. Deny unless granted."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from yimen.kernel.actor import Actor, ActorKind
from yimen.kernel.errors import FourEyes, Refused
from yimen.kernel.visible import ALL, Visible
from yimen.kernel.words import Words
from yimen.licences.states import CHANGES, Verb
from yimen.people.states import Post

HOUSE_VERBS = frozenset({Verb.ISSUE, Verb.SIGN, Verb.SUPERSEDE, Verb.HAND_OUT})
NOT_YOUR_POST = Words("您的岗位不能办理证照。", "Your post does not do this.")
ASKED_YOURSELF = Words(
    "一审一核：提请变动的人不能自己审批，请换一位同事办理。",
    "Four eyes: who asked for the change may not decide on it. A colleague must do it.",
)
NOT_YOUR_REQUEST = Words("只有提请的人可以撤回。", "Only the person who asked may take the request back.")


class LicenceFacts(Protocol):
    """What the answers depend on."""

    state: str
    issuer: str
    asked_by_id: int | None
    predecessor_id: UUID | None


def may(actor: Actor, verb: str, licence: LicenceFacts) -> Refused | None:
    """The house issues, signs, ends after a transfer and gives online; a window hands out; the issuer's posts change,
    in two pairs of eyes.
    """
    if actor.kind is ActorKind.HOUSE:
        return None if verb in HOUSE_VERBS else _refused(verb)
    if actor.kind is not ActorKind.STAFF:
        return _refused(verb)
    if verb == Verb.HAND_OUT and actor.holds(Post.WINDOW_CLERK):
        return None
    if verb == Verb.REQUEST and actor.holds(Post.EXAMINER, licence.issuer):
        return None
    if verb == Verb.WITHDRAW and actor.holds(Post.EXAMINER, licence.issuer):
        is_own = licence.asked_by_id in (None, int(actor.id))  # nothing is asked for: the table of states says so
        return None if is_own else Refused(NOT_YOUR_REQUEST, verb=verb)
    if not actor.holds(Post.APPROVER, licence.issuer):
        return _refused(verb)
    if verb == Verb.ISSUE and licence.predecessor_id is not None:
        return None  # the next version, made by the change that this approver decides
    if verb in CHANGES or verb == Verb.REFUSE:
        return FourEyes(ASKED_YOURSELF, verb=verb) if int(actor.id) == licence.asked_by_id else None
    return _refused(verb)


def visible_at_desk(actor: Actor) -> Visible:
    """The licences that the desk shows: those of the departments where the actor examines or approves."""
    offices = sorted(actor.offices(Post.EXAMINER, Post.APPROVER)) if actor.kind is ActorKind.STAFF else []
    return Visible("licences_licence.issuer = ANY(%s)", (offices,))


def visible_to(actor: Actor) -> Visible:
    """The licences an actor may act on. A window asks through the case, whose visibility was asked before."""
    if actor.kind is ActorKind.HOUSE or actor.holds(Post.WINDOW_CLERK):
        return ALL
    return visible_at_desk(actor)


def _refused(verb: str) -> Refused:
    return Refused(NOT_YOUR_POST, verb=verb)
