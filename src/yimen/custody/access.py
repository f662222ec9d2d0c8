"""Who may hand paper over and take it, who may deliver a result, whose hand-overs one sees. Deny unless granted."""

from __future__ import annotations

from typing import Protocol

from yimen.custody.states import DeliveryVerb, HandOverVerb
from yimen.kernel.actor import Actor, ActorKind
from yimen.kernel.errors import FourEyes, Refused
from yimen.kernel.visible import ALL, Visible
from yimen.kernel.words import Words
from yimen.people.states import Post

PLACES = (Post.WINDOW_CLERK, Post.SECOND_CHECKER, Post.EXAMINER, Post.APPROVER)
"""Posts that hold paper."""
KEEPERS = (*PLACES, Post.HALL_MANAGER, Post.AGENCY_HEAD)
"""Posts that see their office's hand-overs: who holds paper, and who answers for those who do."""

NOT_YOUR_POST = Words("您的岗位不能办理这一项。", "Your post does not do this.")
_SENT_YOURSELF = Words(
    "移交和接收要由两个人办：您移交的，请另一位同事来接收。",
    "Two people hand over and receive: what you sent, a colleague receives.",
)
_NOT_YOUR_LIST = Words("只有移交的人可以收回。", "Only who sent it may take it back.")
_FOUND_YOURSELF = Words(
    "不符是您记的，要由移交的一方或大厅主管来处理。",
    "You noted what is not right: the side that sent it or the hall manager resolves it.",
)
_COMPARED_YOURSELF = Words(
    "不符是您记的，请另一位同事再看一遍原件和电子件。",
    "You noted the difference: a colleague must look at original and scan again.",
)


class HandOverFacts(Protocol):
    """What the answers depend on."""

    from_office: str
    from_post: str
    to_office: str
    to_post: str
    sent_by_id: int
    received_by_id: int | None


class DeliveryFacts(Protocol):
    """What the answers depend on."""

    differed_by_id: int | None


def may_hand_over(actor: Actor, verb: str, row: HandOverFacts) -> Refused | None:
    """Return why `actor` may not do `verb` on a hand-over, or None.

    The giver's post sends, another person of the receiver's post receives and disputes, who sent it takes it back, the
    giver's side or a hall manager resolves.
    """
    if actor.kind is not ActorKind.STAFF:
        return _refused(verb)
    account = int(actor.id)
    if verb == HandOverVerb.SEND:
        return None if actor.holds(row.from_post, row.from_office) else _refused(verb)
    if verb == HandOverVerb.RECALL:
        return None if account == row.sent_by_id else Refused(_NOT_YOUR_LIST, verb=verb)
    if verb in (HandOverVerb.RECEIVE, HandOverVerb.DISPUTE) and actor.holds(row.to_post, row.to_office):
        return FourEyes(_SENT_YOURSELF, verb=verb) if account == row.sent_by_id else None
    if verb == HandOverVerb.RESOLVE:
        is_manager = any(actor.holds(Post.HALL_MANAGER, office) for office in (row.from_office, row.to_office))
        if is_manager or actor.holds(row.from_post, row.from_office):
            return FourEyes(_FOUND_YOURSELF, verb=verb) if account == row.received_by_id else None
    return _refused(verb)


def may_deliver(actor: Actor, verb: str, row: DeliveryFacts) -> Refused | None:
    """Return why `actor` may not do `verb` on a delivery, or None: a window does all; its party chooses and fetches."""
    if actor.kind is ActorKind.CITIZEN and verb in (DeliveryVerb.CHOOSE, DeliveryVerb.DELIVER):
        return None  # what she proved was asked where she came in
    if actor.kind is not ActorKind.STAFF or not actor.holds(Post.WINDOW_CLERK):
        return _refused(verb)
    if verb == DeliveryVerb.LOOK_AGAIN and int(actor.id) == row.differed_by_id:
        return FourEyes(_COMPARED_YOURSELF, verb=verb)
    return None


def visible_hand_overs(actor: Actor) -> Visible:
    """Return which hand-overs an actor sees: those from and to the offices where she holds a post."""
    if actor.kind is ActorKind.HOUSE:
        return ALL
    offices = sorted(actor.offices(*KEEPERS)) if actor.kind is ActorKind.STAFF else []
    return Visible("custody_handover.from_office = ANY(%s) OR custody_handover.to_office = ANY(%s)", (offices, offices))


def _refused(verb: str) -> Refused:
    return Refused(NOT_YOUR_POST, verb=verb)
