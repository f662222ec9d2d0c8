"""Who may act for whom: minors and their guardians, agents, companies. Pure; knows no role by name.

Law: 民法典 art 17 to 20, 23, 27, 35 (minors and guardians), 61 (legal representative), 161 to 168 (agents).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from yimen.cases.rules.obstacles import Obstacle, PartyFacts
from yimen.catalogue.rules.standards import Acceptance, Capacity, Role
from yimen.catalogue.states import REPRESENTATION_WORDS, PartyKind, Representation
from yimen.kernel.words import Words

_FITS = {
    PartyKind.PERSON: (Representation.GUARDIAN, Representation.AGENT),
    PartyKind.ORGANISATION: (Representation.HEAD, Representation.AGENT),
}


def may_act(role: Role, kind: PartyKind) -> tuple[Representation, ...]:
    """Return as what somebody may act for a party of this kind in a role.

    >>> may_act(Role(label=Words("", ""), represented_by=("guardian", "head")), PartyKind.PERSON)
    (<Representation.GUARDIAN: 'guardian'>,)
    """
    return tuple(Representation(r) for r in role.represented_by if r in _FITS[kind])


def is_minor(capacity: Capacity | None, age: int | None, is_independent: bool) -> bool:
    """Return whether somebody of this age cannot act alone in a role (民法典 art 17 and 18).

    >>> text = Capacity(full_age=18, born="born_date", independent="own_income")
    >>> [is_minor(text, age, True) for age in (15, 16, 18, None)]
    [True, False, False, False]
    """
    if capacity is None or age is None or age >= capacity.full_age:
        return False
    return not (capacity.independent and age >= capacity.independent_from and is_independent)


def party_facts(roles: Mapping[str, Role], parties: Sequence[PartyFacts], answers: Mapping[str, str]) -> list[Any]:
    """Return what conditions in the text may ask of each party, as `this.party` (`buyer[0].party`).

    A party of a list that is only imagined has none: a condition is written so that nothing means an adult person who
    comes herself with a resident card.
    """
    told = []
    for party in parties:
        capacity = roles[party.role].capacity
        is_person = party.kind is PartyKind.PERSON
        told.append(
            {
                "kind": party.kind.value,
                "document": party.document,
                "has_other_document": is_person and party.document != "resident_id",
                "represented_by": party.acting.kind.value if party.acting else "",
                "is_minor": is_person and is_minor(capacity, party.age, _is_independent(capacity, party, answers)),
                "may_be_independent": is_person and _may_be_independent(capacity, party.age),
                "shares_agent": _shares_agent(party, parties),
            }
        )
    return told


def wrong_representation(
    roles: Mapping[str, Role], parties: Sequence[PartyFacts], answers: Mapping[str, str]
) -> dict[str, Words]:
    """Return, per party, that somebody must act for her and nobody does, or not the one who must."""
    wrong = {}
    for party in parties:
        role = roles[party.role]
        if party.kind is PartyKind.ORGANISATION and role.represented_by and party.acting is None:
            wrong[party.place] = Words(
                f"{party.name}是单位，请登记到场的法定代表人或代理人。",
                f"{party.name} is an organisation: add the legal representative or agent who is here.",
            )
        is_independent = _is_independent(role.capacity, party, answers)
        if party.kind is not PartyKind.PERSON or not is_minor(role.capacity, party.age, is_independent):
            continue
        if party.acting is None or party.acting.kind is not Representation.GUARDIAN:
            full = role.capacity.full_age if role.capacity else 0
            wrong[party.place] = Words(
                f"{party.name}未满{full}岁，须由监护人（法定代理人）代为办理，请登记监护人。",
                f"{party.name} is under {full}: a guardian must act for her. Add the guardian.",
            )
    return wrong


def not_covered(acceptances: Sequence[Acceptance], parties: Sequence[PartyFacts]) -> list[Obstacle]:
    """Return an obstacle for every party whom the text of a matter does not cover, one for all such matters."""
    told = []
    for party in parties:
        texts = [a for a in acceptances if party.role in a.roles and a.covers and party.kind not in a.covers.only]
        covers = [a.covers for a in texts if a.covers]
        if not covers:
            continue
        zh, en = "、".join(f"“{a.name.zh}”" for a in texts), ", ".join(f"“{a.name.en}”" for a in texts)
        words = Words(
            f"{party.name}是单位，{zh}只办个人的。{covers[0].otherwise.zh}",
            f"{party.name} is an organisation; {en} take only persons. {covers[0].otherwise.en}",
        )
        basis = tuple(dict.fromkeys(b for c in covers for b in c.basis))
        told.append(Obstacle(f"not_covered_{party.place}", words, basis))
    return told


def wrong_pair(
    role: Role, party: PartyFacts, kind: Representation, age: int | None, others: Mapping[str, Words]
) -> Words | None:
    """Return why a person may not act for a party, or None.

    `others` are the roles the person herself holds in the application, by role code, with their labels.
    """
    words = REPRESENTATION_WORDS[kind]
    if kind not in may_act(role, party.kind):
        return Words(f"{party.name}不能由{words.zh}代办。", f"No {words.en.lower()} may act for {party.name} here.")
    if age is not None and age < 18:
        return Words(
            f"{words.zh}未满18岁，不能代别人办理。", f"The {words.en.lower()} is under 18 and cannot act for others."
        )
    opposing = [label for code, label in others.items() if code != party.role]
    zh, en = "、".join(w.zh for w in opposing), " and ".join(w.en.lower() for w in opposing)
    if opposing and kind is Representation.GUARDIAN:
        return Words(
            f"监护人自己是{zh}，与{party.name}利益相对（民法典第三十五条）。请由另一位监护人代办。",
            f"The guardian is the {en} herself (Civil Code art 35). Another guardian must act for {party.name}.",
        )
    if opposing:
        return Words(
            f"{words.zh}自己是{zh}，不能同时代理{party.name}（民法典第一百六十八条）。请换一位。",
            f"The {words.en.lower()} is the {en} and cannot act for {party.name} (Civil Code art 168).",
        )
    return None


def _is_independent(capacity: Capacity | None, party: PartyFacts, answers: Mapping[str, str]) -> bool:
    return capacity is not None and answers.get(f"{party.place}.{capacity.independent}") == "yes"


def _may_be_independent(capacity: Capacity | None, age: int | None) -> bool:
    if capacity is None or age is None or not capacity.independent:
        return False
    return capacity.independent_from <= age < capacity.full_age


def _shares_agent(party: PartyFacts, parties: Sequence[PartyFacts]) -> bool:
    """Whether the one who acts for a party acts for one of another role too (民法典 art 168(2))."""
    if party.acting is None:
        return False
    acting = party.acting.person_id
    return any(p.role != party.role and p.acting and p.acting.person_id == acting for p in parties)
