"""What of a case is delivered, to whom, and which originals are compared before: pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from hashlib import sha256

from yimen.cases.states import CaseState
from yimen.catalogue.rules.conditions import Facts
from yimen.catalogue.rules.piles import Needed, pile
from yimen.catalogue.rules.standards import Acceptance
from yimen.catalogue.states import LICENCE, Original
from yimen.custody.states import Paper

PREFERRED = "buyer"
"""Whoever acquires is whose certificate it is: where there is one, nobody else is offered it."""


def is_delivered(acceptance: Acceptance, state: str) -> bool:
    """Return whether a case ends with something that is delivered: licence, certificate, refusal in writing."""
    if state in (CaseState.TERMINATED, CaseState.WITHDRAWN):
        return False
    return state == CaseState.REFUSED or acceptance.type == LICENCE or bool(acceptance.result.template)


def receivers(places: Sequence[str]) -> list[str]:
    """Return which parties a result may go to.

    >>> receivers(["seller[0]", "buyer[0]", "buyer[1]"]), receivers(["applicant[0]"])
    (['buyer[0]', 'buyer[1]'], ['applicant[0]'])
    """
    preferred = [p for p in places if p.partition("[")[0] == PREFERRED]
    return preferred or list(places)


def to_compare(
    acceptance: Acceptance, counts: Mapping[str, int], facts: Facts, files: Mapping[str, Sequence[str]]
) -> list[Needed]:
    """Return the originals that the matter keeps and of which there is a scan: `files` are the digests by key."""
    needed = pile([acceptance], counts, facts)
    return [n for n in needed if n.original is Original.KEPT and files.get(n.key)]


def digest_of(files: Mapping[str, Sequence[str]], keys: Collection[str]) -> str:
    """Return what stands for the scans of `keys` as they are now; empty when there is none.

    >>> digest_of({"contract": ["ab"]}, ["contract"]) == digest_of({"contract": ["ab", "cd"]}, ["contract"])
    False
    >>> digest_of({}, [])
    ''
    """
    if not keys:
        return ""
    return sha256("\n".join(f"{key}:{','.join(files[key])}" for key in sorted(keys)).encode()).hexdigest()


def papers_of(
    matter: str, acceptances: Sequence[Acceptance], counts: Mapping[str, int], facts: Facts, given: Collection[str]
) -> list[tuple[Needed, Paper]]:
    """Return the papers in the pile of one matter of an application: what was handed over and it needs.

    An original is there once: it goes with the first matter whose own text keeps it, every other has a copy.
    """
    own = next(a for a in acceptances if a.matter == matter)
    papers = []
    for needed in pile([own], counts, facts):
        if needed.key not in given:
            continue
        keepers = [
            a.matter
            for a in acceptances
            if any(n.key == needed.key and n.original is Original.KEPT for n in pile([a], counts, facts))
        ]
        papers.append((needed, Paper.ORIGINAL if keepers[:1] == [matter] else Paper.COPY))
    return papers
