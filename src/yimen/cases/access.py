"""Who may do which verb on an application or a case, and whose rows an actor sees. Deny unless granted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID

from yimen.cases.rules.at_once import Shortcut
from yimen.cases.rules.scope import Scope
from yimen.cases.states import ApplicationVerb, CaseState, CaseVerb, PreparationVerb
from yimen.kernel.actor import Actor, ActorKind
from yimen.kernel.errors import FourEyes, Refused
from yimen.kernel.words import Words
from yimen.people.states import Post


class ApplicationFacts(Protocol):
    """What the answers depend on."""

    centre_id: str
    accepted_by_id: int | None


class CaseFacts(Protocol):
    """What the answers depend on."""

    department_id: str
    state: str
    accepted_by_id: int | None
    examined_by_id: int | None
    application_id: UUID
    shortcut: str

    @property
    def consulted(self) -> Sequence[str]:
        """Return the departments that were asked for an opinion."""


NOT_YOUR_POST = Words("您的岗位不能办理这一项。", "Your post does not do this.")
EXAMINED_YOURSELF = Words(
    "一审一核：受理或审查这件的人不能再核准或审批，请换一位同事办理。",
    "Four eyes: who accepted or examined this may not check or approve it. A colleague must do it.",
)
DECIDED_YOURSELF = Words(
    "这件按判决或复议决定重新办理，原来审查、审批的人不再参加，请换一位同事办理。",
    "It is decided anew by order: who examined or decided before takes no part. A colleague must do it.",
)
_PAUSED = Words(
    "期限还在暂停，先恢复计时，再作决定。", "The limit is still paused: resume it before a decision is made."
)

_CLERKS = frozenset(
    {
        ApplicationVerb.OPEN,
        ApplicationVerb.JOIN,
        ApplicationVerb.LEAVE,
        ApplicationVerb.REPRESENT,
        ApplicationVerb.DISMISS,
        ApplicationVerb.FILL,
        ApplicationVerb.MEND,
        ApplicationVerb.LOOK_UP,
        ApplicationVerb.KEEP,
        ApplicationVerb.GIVE_BACK,
        ApplicationVerb.VOUCH,
        ApplicationVerb.DISCARD,
        ApplicationVerb.RECEIVE,
        ApplicationVerb.ACCEPT,
        ApplicationVerb.CORRECT,
        ApplicationVerb.FAULT,
        ApplicationVerb.SPARE,
        ApplicationVerb.REDIRECT,
        ApplicationVerb.REJECT,
        ApplicationVerb.COLLECT,
        ApplicationVerb.HAND_OUT,
    }
)
_HOUSE_APPLICATION = frozenset({ApplicationVerb.DEMAND, ApplicationVerb.CLOSE, ApplicationVerb.DISCARD})
_HOUSE_CASE = frozenset(
    {
        CaseVerb.START,
        CaseVerb.PAY,
        CaseVerb.TROUBLE,
        CaseVerb.CONCLUDE,
        CaseVerb.TERMINATE,
        CaseVerb.RETURN,
        CaseVerb.PUT_BACK,
        CaseVerb.RECOUNT,
        CaseVerb.DECIDE_BY_TABLE,
        CaseVerb.LEAVE_TO_PERSON,
    }
)
_WINDOW_CASE = frozenset(
    {
        CaseVerb.RECEIVE,
        CaseVerb.ACCEPT,
        CaseVerb.WITHDRAW,
        CaseVerb.GRANT,
        CaseVerb.LEAVE_TO_PERSON,
        CaseVerb.ASK_FOR_PERSON,
    }
)
_SYSTEM_CASE = frozenset({CaseVerb.ANSWER, CaseVerb.REFUSE, CaseVerb.RETURN, CaseVerb.TROUBLE, CaseVerb.CONCLUDE})
_DESK: Mapping[str, tuple[Post, ...]] = {
    CaseVerb.EXAMINE: (Post.EXAMINER,),
    CaseVerb.APPROVE: (Post.APPROVER,),
    CaseVerb.REFUSE: (Post.APPROVER,),
    CaseVerb.CLAIM: (Post.EXAMINER, Post.APPROVER),
    CaseVerb.PUT_BACK: (Post.EXAMINER, Post.APPROVER),
    CaseVerb.REASSIGN: (Post.APPROVER,),
    CaseVerb.RETURN: (Post.APPROVER,),
    CaseVerb.RETRY: (Post.EXAMINER, Post.APPROVER),
    CaseVerb.TAKE_OVER: (Post.EXAMINER, Post.APPROVER),
    CaseVerb.DECIDE: (Post.EXAMINER, Post.APPROVER),
    CaseVerb.CONCLUDE: (Post.EXAMINER, Post.APPROVER),
    CaseVerb.PAUSE: (Post.EXAMINER, Post.APPROVER),
    CaseVerb.RESUME: (Post.EXAMINER, Post.APPROVER),
    CaseVerb.EXTEND: (Post.AGENCY_HEAD,),
    CaseVerb.CONSULT: (Post.EXAMINER, Post.APPROVER),
    CaseVerb.INFORM: (Post.EXAMINER, Post.APPROVER),
    CaseVerb.HEAR: (Post.EXAMINER, Post.APPROVER),
    CaseVerb.VISIT: (Post.EXAMINER, Post.APPROVER),
    CaseVerb.OFFER_HEARING: (Post.EXAMINER, Post.APPROVER),
    CaseVerb.ASK_HEARING: (Post.EXAMINER, Post.APPROVER),
    CaseVerb.SCHEDULE_HEARING: (Post.EXAMINER, Post.APPROVER),
    CaseVerb.REPLACE_CHAIR: (Post.AGENCY_HEAD,),
    CaseVerb.HOLD_HEARING: (Post.EXAMINER, Post.APPROVER, Post.AGENCY_HEAD),
    CaseVerb.REOPEN: (Post.APPROVER, Post.AGENCY_HEAD),
    CaseVerb.RECTIFY: (Post.APPROVER, Post.AGENCY_HEAD),
    CaseVerb.HAND_OVER: (Post.APPROVER, Post.AGENCY_HEAD),
    CaseVerb.TRANSFER: (Post.APPROVER, Post.AGENCY_HEAD),
    CaseVerb.REPORT_UP: (Post.APPROVER, Post.AGENCY_HEAD),
    CaseVerb.SAMPLE_CHECK: (Post.EXAMINER,),
    CaseVerb.REVIEW: (Post.EXAMINER, Post.APPROVER),
}
_OF_A_SHORTCUT: Mapping[str, Shortcut] = {
    CaseVerb.DECIDE_BY_TABLE: Shortcut.TABLE,
    CaseVerb.ASK_FOR_PERSON: Shortcut.TABLE,
    CaseVerb.SAMPLE_CHECK: Shortcut.TABLE,
    CaseVerb.REVIEW: Shortcut.TABLE,
    CaseVerb.GRANT: Shortcut.WINDOW,
}
"""Verbs of those cases only whose standard knows the shortcut."""
_NO_SHORTCUT = Words(
    "这个事项的标准没有这样办的环节。", "The standard of this matter has no step that is done like this."
)


PORTAL = "portal"
"""The id of a citizen of whom nothing was proved: she sees no case."""

_FOUR_EYES = frozenset({CaseVerb.APPROVE, CaseVerb.REFUSE, CaseVerb.RETURN, CaseVerb.RECTIFY})


def scope(actor: Actor) -> Scope:
    """Return whose rows `actor` sees. A window clerk: what she accepted or has open today, nothing else."""
    if actor.kind in (ActorKind.HOUSE, ActorKind.DEPARTMENT_SYSTEM):
        return Scope(everything=True)
    if actor.kind is ActorKind.CITIZEN and actor.id != PORTAL:
        return Scope(application=actor.id)
    if actor.kind is not ActorKind.STAFF:
        return Scope()
    return Scope(
        account=int(actor.id),
        centres=actor.offices(Post.SECOND_CHECKER, Post.HALL_MANAGER),
        departments=actor.offices(Post.EXAMINER, Post.APPROVER, Post.AGENCY_HEAD),
        regions=frozenset(a.region for a in actor.appointments if a.post == Post.GOVERNMENT_HEAD),
    )


def may_application(actor: Actor, verb: str, application: ApplicationFacts) -> Refused | None:
    """Return why `actor` may not do `verb` on an application, or None."""
    if actor.kind is ActorKind.HOUSE:
        return None if verb in _HOUSE_APPLICATION else _refused(verb)
    if verb in _CLERKS and actor.holds(Post.WINDOW_CLERK):
        return None
    if verb == ApplicationVerb.REOPEN and (actor.holds(Post.APPROVER) or actor.holds(Post.AGENCY_HEAD)):
        return None  # of an application with a case of her department; the case itself is asked as well
    if verb == ApplicationVerb.CHECK and actor.holds(Post.SECOND_CHECKER, application.centre_id):
        return FourEyes(EXAMINED_YOURSELF, verb=verb) if _is(actor, application.accepted_by_id) else None
    return _refused(verb)


def may_case(actor: Actor, verb: str, case: CaseFacts) -> Refused | None:
    """Return why `actor` may not do `verb` on a case, or None."""
    if verb in _OF_A_SHORTCUT and case.shortcut != _OF_A_SHORTCUT[verb]:
        return Refused(_NO_SHORTCUT, verb=verb)
    if actor.kind is ActorKind.CITIZEN:
        is_hers = verb == CaseVerb.ASK_FOR_PERSON and actor.id == str(case.application_id)
        return None if is_hers else _refused(verb)
    if actor.kind is ActorKind.HOUSE:
        return None if verb in _HOUSE_CASE else _refused(verb)
    if actor.kind is ActorKind.DEPARTMENT_SYSTEM:
        return None if verb in _SYSTEM_CASE and actor.id == case.department_id else _refused(verb)
    if verb == CaseVerb.LEAVE_TO_PERSON and case.shortcut != Shortcut.WINDOW:
        return _refused(verb)
    if verb in _WINDOW_CASE and actor.holds(Post.WINDOW_CLERK):
        return None
    if verb == CaseVerb.CHECK and actor.holds(Post.SECOND_CHECKER):
        return FourEyes(EXAMINED_YOURSELF, verb=verb) if _is(actor, case.accepted_by_id) else None
    if verb in (CaseVerb.CLAIM, CaseVerb.PUT_BACK) and actor.holds(Post.SECOND_CHECKER):
        return None
    if verb == CaseVerb.EXTEND and actor.holds(Post.GOVERNMENT_HEAD):
        return None  # she sees no case but those that departments handle together; the law says whose approval it takes
    if verb == CaseVerb.REASSIGN and actor.holds(Post.HALL_MANAGER):
        return None
    if verb == CaseVerb.OPINE:
        asked = set(case.consulted) & actor.offices(Post.EXAMINER, Post.APPROVER)
        return None if asked else _refused(verb)
    if not any(actor.holds(post, case.department_id) for post in _DESK.get(verb, ())):
        return _refused(verb)
    if verb == CaseVerb.REFUSE and case.state == CaseState.PAUSED:
        return Refused(_PAUSED, verb=verb)
    if verb in _FOUR_EYES and _is(actor, case.accepted_by_id, case.examined_by_id):
        return FourEyes(EXAMINED_YOURSELF, verb=verb)
    return None


def may_preparation(actor: Actor, verb: str, preparation: object) -> Refused | None:  # noqa: ARG001
    """Return why `actor` may not do `verb` on prepared answers, or None.

    Who knows the code may change and erase them; a window clerk takes them over; the house erases what is too old.
    """
    if verb == PreparationVerb.ADOPT:
        return None if actor.kind is ActorKind.STAFF and actor.holds(Post.WINDOW_CLERK) else _refused(verb)
    if actor.kind is ActorKind.CITIZEN:
        return None
    return None if actor.kind is ActorKind.HOUSE and verb == PreparationVerb.ERASE else _refused(verb)


def knows_codes(actor: Actor) -> bool:
    """Return whether prepared answers are the actor's to find by their code: a citizen's, a window clerk's."""
    return actor.kind in (ActorKind.CITIZEN, ActorKind.HOUSE) or actor.holds(Post.WINDOW_CLERK)


def _is(actor: Actor, *accounts: int | None) -> bool:
    return int(actor.id) in accounts


def _refused(verb: str) -> Refused:
    return Refused(NOT_YOUR_POST, verb=verb)
