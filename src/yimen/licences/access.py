"""Who may do what with a licence, and whose licences an actor sees. Deny unless granted."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from yimen.catalogue.states import LICENCE
from yimen.kernel.actor import Actor, ActorKind
from yimen.kernel.errors import FourEyes, Refused
from yimen.kernel.visible import ALL, Visible
from yimen.kernel.words import Words
from yimen.licences.states import CHANGES, ENDINGS, OF_LICENCES, VERB_WORDS, Verb
from yimen.people.states import Post

HOUSE_VERBS = frozenset(
    {Verb.ISSUE, Verb.SIGN, Verb.SUPERSEDE, Verb.HAND_OUT, Verb.DEEM_RENEWED, Verb.EXPIRE, Verb.REMIND}
)
EXAMINER_VERBS = frozenset({Verb.REQUEST, Verb.FOREWARN, Verb.HEAR, Verb.ASK_RENEWAL})
APPROVER_VERBS = frozenset({*CHANGES, Verb.REFUSE, *ENDINGS, Verb.DESIST})
RENEWALS = frozenset({Verb.PROLONG, Verb.DENY_RENEWAL})
NO_LICENCE = Words(
    "这不是行政许可证件，没有“{verb}”：不动产权证书等只办换证、补证、更正、注销。",
    "This is no licence of the Licensing Law and knows no such act: a certificate is renewed, reissued, rectified or "
    "deregistered.",
)
RECORDED_YOURSELF = Words(
    "一审一核：登记延续申请的人不能自己决定，请换一位同事办理。",
    "Four eyes: who recorded the application may not decide on it. A colleague must do it.",
)
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
    matter_type: str
    renewal_by_id: int | None


def may(actor: Actor, verb: str, licence: LicenceFacts) -> Refused | None:
    """The house issues, signs, gives online and does what the law itself does; a window hands out; the issuer's
    posts do the rest, in two pairs of eyes. What only 行政许可法 gives is refused for any other certificate.
    """
    if actor.kind not in (ActorKind.HOUSE, ActorKind.STAFF):
        return _refused(verb)
    if verb in OF_LICENCES and licence.matter_type != LICENCE:
        return Refused(NO_LICENCE.fill(verb=VERB_WORDS[verb].zh), verb=verb)
    if actor.kind is ActorKind.HOUSE:
        return None if verb in HOUSE_VERBS else _refused(verb)
    if verb == Verb.HAND_OUT and actor.holds(Post.WINDOW_CLERK):
        return None
    if verb in EXAMINER_VERBS and actor.holds(Post.EXAMINER, licence.issuer):
        return None
    if verb == Verb.WITHDRAW and actor.holds(Post.EXAMINER, licence.issuer):
        is_own = licence.asked_by_id in (None, int(actor.id))  # nothing is asked for: the table of states says so
        return None if is_own else Refused(NOT_YOUR_REQUEST, verb=verb)
    if not actor.holds(Post.APPROVER, licence.issuer):
        return _refused(verb)
    if verb == Verb.ISSUE and licence.predecessor_id is not None:
        return None  # the next version, made by the change that this approver decides
    if verb in APPROVER_VERBS:
        return FourEyes(ASKED_YOURSELF, verb=verb) if int(actor.id) == licence.asked_by_id else None
    if verb in RENEWALS:
        return FourEyes(RECORDED_YOURSELF, verb=verb) if int(actor.id) == licence.renewal_by_id else None
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
