"""Every (state, verb, post) answers as the table and the posts say, generated from both.

Nothing is granted by default.
"""

from __future__ import annotations

from itertools import product
from types import SimpleNamespace

import pytest

from yimen.cases.access import may_application, may_case, scope
from yimen.cases.rules.scope import Scope
from yimen.cases.states import (
    APPLICATION_TABLE,
    APPLICATION_VERB_WORDS,
    CASE_TABLE,
    CASE_VERB_WORDS,
    ApplicationState,
    ApplicationVerb,
    CaseState,
    CaseVerb,
)
from yimen.kernel.actor import Actor, ActorKind, Appointment, department_system, house
from yimen.kernel.errors import FourEyes, Refused
from yimen.people.states import Post

HALL, OTHER_HALL, REGISTRY, TAX = "hall-natural", "town-shiwan", "registry", "tax"


_APPLIED = {"application_id": "an application", "shortcut": ""}
"""What a citizen has proved to be hers, and how its standard lets it be decided."""


def staff(*posts: tuple[Post, str], number: str = "7") -> Actor:
    """A member of staff with these posts."""
    return Actor(ActorKind.STAFF, number, "某人", frozenset(Appointment(p, o, "440604") for p, o in posts))


def case(**facts: object) -> SimpleNamespace:
    """A case of the registry, accepted by account 1, examined by account 2."""
    return SimpleNamespace(
        **{
            "department_id": REGISTRY,
            "state": "accepted",
            "accepted_by_id": 1,
            "examined_by_id": 2,
            "consulted": [],
            **_APPLIED,
            **facts,
        }
    )


def application(**facts: object) -> SimpleNamespace:
    """An application of the hall, accepted by account 1."""
    return SimpleNamespace(**{"centre_id": HALL, "accepted_by_id": 1, **facts})


_CLERK = {
    "open",
    "join",
    "leave",
    "represent",
    "dismiss",
    "fill",
    "mend",
    "look_up",
    "keep",
    "give_back",
    "vouch",
    "correct",
    "fault",
    "spare",
    "redirect",
    "reject",
    "discard",
    "receive",
    "accept",
    "collect",
    "hand_out",
    "give_time",
    "tolerate",
    "promise",
}
APPLICATION_GRANTED = {
    Post.WINDOW_CLERK: _CLERK,
    Post.SECOND_CHECKER: {"check"},
    Post.EXAMINER: set(),
    Post.APPROVER: {"reopen"},
    Post.HALL_MANAGER: set(),
    Post.AGENCY_HEAD: {"reopen"},
    Post.GOVERNMENT_HEAD: set(),
}
_BESIDE = {
    "consult",
    "inform",
    "hear",
    "visit",
    "offer_hearing",
    "ask_hearing",
    "schedule_hearing",
    "hold_hearing",
}
"""What deciders may beside the steps; an opinion is given by who was asked, and the chair's record by the chair."""
_AFTER = {"reopen", "rectify", "hand_over", "transfer", "report_up"}
CASE_GRANTED = {
    Post.WINDOW_CLERK: {"receive", "accept", "withdraw", "supply", "object"},
    Post.SECOND_CHECKER: {"check", "claim", "put_back"},
    Post.EXAMINER: {
        "examine",
        "claim",
        "put_back",
        "retry",
        "take_over",
        "decide",
        "conclude",
        "pause",
        "resume",
        "check_promise",
        *_BESIDE,
    },
    Post.APPROVER: {
        "approve",
        "refuse",
        "return",
        "claim",
        "put_back",
        "reassign",
        "retry",
        "take_over",
        "decide",
        "conclude",
        "pause",
        "resume",
        *_BESIDE,
        *_AFTER,
        "call_off",
        "check_promise",
    },
    Post.HALL_MANAGER: {"reassign"},
    Post.AGENCY_HEAD: {"extend", "replace_chair", "hold_hearing", *_AFTER},
    Post.GOVERNMENT_HEAD: {"extend"},
}
_HALLS = (Post.WINDOW_CLERK, Post.SECOND_CHECKER, Post.HALL_MANAGER, Post.GOVERNMENT_HEAD)
"""What these may is theirs in their hall; the rows they see and the step's post say the rest."""
_OFFICE = {
    Post.WINDOW_CLERK: HALL,
    Post.SECOND_CHECKER: HALL,
    Post.EXAMINER: REGISTRY,
    Post.APPROVER: REGISTRY,
    Post.HALL_MANAGER: HALL,
    Post.AGENCY_HEAD: REGISTRY,
    Post.GOVERNMENT_HEAD: HALL,
}


@pytest.mark.parametrize(("post", "verb"), list(product(Post, ApplicationVerb)))
def test_posts_and_verbs_of_applications(post: Post, verb: ApplicationVerb) -> None:
    """As written out above, word by word."""
    granted = may_application(staff((post, _OFFICE[post])), verb, application()) is None
    assert granted == (verb in APPLICATION_GRANTED[post])


@pytest.mark.parametrize(("post", "verb"), list(product(Post, CaseVerb)))
def test_posts_and_verbs_of_cases(post: Post, verb: CaseVerb) -> None:
    """As written out above; in another office nobody may anything but what windows and checkers do."""
    granted = may_case(staff((post, _OFFICE[post])), verb, case()) is None
    assert granted == (verb in CASE_GRANTED[post])
    elsewhere = may_case(staff((post, TAX)), verb, case()) is None
    assert elsewhere == (verb in CASE_GRANTED[post] and post in _HALLS)


def test_an_opinion_is_given_by_who_was_asked() -> None:
    """By an examiner or an approver of a department that was asked, by nobody of the one that asks."""
    asked = case(consulted=[TAX])
    assert may_case(staff((Post.EXAMINER, TAX)), "opine", asked) is None
    assert may_case(staff((Post.APPROVER, TAX)), "opine", asked) is None
    assert may_case(staff((Post.EXAMINER, REGISTRY)), "opine", asked) is not None
    assert may_case(staff((Post.AGENCY_HEAD, TAX)), "opine", asked) is not None


SHORTCUTS = {
    "table": {
        Post.WINDOW_CLERK: {"ask_for_person"},
        Post.EXAMINER: {"sample_check", "review"},
        Post.APPROVER: {"review"},
    },
    "window": {Post.WINDOW_CLERK: {"grant", "leave_to_person"}},
}
_SHORT = {"decide_by_table", "leave_to_person", "ask_for_person", "grant", "sample_check", "review"}


@pytest.mark.parametrize(("shortcut", "post"), list(product(SHORTCUTS, Post)))
def test_who_may_what_of_a_case_with_a_shortcut(shortcut: str, post: Post) -> None:
    """Only what its standard knows: no window grants what a table decides, no table decides what a window does."""
    of = case(shortcut=shortcut)
    granted = {v for v in _SHORT if may_case(staff((post, _OFFICE[post])), v, of) is None}
    assert granted == SHORTCUTS[shortcut].get(post, set())


@pytest.mark.parametrize("verb", CaseVerb)
def test_a_citizen_asks_for_a_person_and_objects_in_her_own_case_and_does_nothing_else(verb: CaseVerb) -> None:
    """And who proved nothing sees nothing."""
    for shortcut, who in product(("", "table", "window"), ("proved:an application", "proved:another", "portal")):
        granted = may_case(Actor(ActorKind.CITIZEN, who, "申请人"), verb, case(shortcut=shortcut)) is None
        is_hers = verb == "object" or (shortcut == "table" and verb == "ask_for_person")
        assert granted == (is_hers and who == "proved:an application")
    assert scope(Actor(ActorKind.CITIZEN, "portal", "本人（网上）")) == Scope()


def test_a_checker_checks_in_her_own_hall_only() -> None:
    """Another hall's application is refused."""
    assert may_application(staff((Post.SECOND_CHECKER, OTHER_HALL)), "check", application()) is not None


@pytest.mark.parametrize(
    ("verb", "account"),
    [
        ("check", "1"),
        ("approve", "1"),
        ("approve", "2"),
        ("refuse", "1"),
        ("refuse", "2"),
        ("return", "2"),
        ("rectify", "2"),
    ],
)
def test_four_eyes(verb: str, account: str) -> None:
    """Who accepted or examined may not check, approve or refuse, whatever posts she holds."""
    everything = staff(*((p, o) for p in Post for o in (HALL, REGISTRY)), number=account)
    assert isinstance(may_case(everything, verb, case()), FourEyes)
    if verb == "check":
        assert isinstance(may_application(everything, verb, application()), FourEyes)


def test_nothing_is_refused_at_the_desk_while_the_limit_stands_still() -> None:
    """The same verb is the system's to tell: what it found is taken."""
    approver, system = staff((Post.APPROVER, REGISTRY)), department_system(REGISTRY, "登记系统")
    assert may_case(approver, "refuse", case(state="paused")) is not None
    assert may_case(system, "refuse", case(state="paused")) is None


def test_the_house_and_the_systems_do_only_their_own() -> None:
    """The house never approves or refuses, and accepts only what the law does; a system answers for its department."""
    for verb in ("check", "examine", "approve", "refuse", "decide", "take_over"):
        assert may_case(house("relay"), verb, case()) is not None
    for verb in ApplicationVerb:
        assert (may_application(house("relay"), verb, application()) is None) == (
            verb in ("demand", "close", "discard", "deem_accepted")
        )
    assert may_case(department_system(REGISTRY, "登记"), "answer", case()) is None
    assert may_case(department_system(TAX, "税务"), "answer", case()) is not None
    assert may_case(department_system(REGISTRY, "登记"), "approve", case()) is not None
    assert may_case(house("worker"), "put_back", case()) is None and may_case(house("worker"), "claim", case())
    assert all(may_application(department_system(TAX, "税务"), v, application()) for v in ApplicationVerb)


def test_nobody_without_a_post_may_or_sees_anything() -> None:
    """A citizen has an empty scope, and no verb but to answer the notice of what she proved to be hers.

    A member of staff without posts sees only what she accepted.
    """
    citizen = Actor(ActorKind.CITIZEN, "1", "市民")
    nobody = staff()
    for verb in set(CaseVerb) - {CaseVerb.OBJECT}:
        assert isinstance(may_case(citizen, verb, case()), Refused) and isinstance(
            may_case(nobody, verb, case()), Refused
        )
    assert scope(citizen).account is None and not scope(citizen).everything
    assert not scope(nobody).centres and not scope(nobody).departments


def test_every_verb_and_state_has_words_and_a_way_in() -> None:
    """Each verb stands in its table, each state can be reached, and the tables name nothing else."""
    assert {v for _, v in APPLICATION_TABLE} == set(ApplicationVerb) == set(APPLICATION_VERB_WORDS)
    assert {v for _, v in CASE_TABLE} == set(CaseVerb) == set(CASE_VERB_WORDS)
    assert set(APPLICATION_TABLE.values()) == set(ApplicationState)
    assert set(CASE_TABLE.values()) == set(CaseState)
