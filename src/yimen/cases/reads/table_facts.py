"""The facts that a step's table is asked with, each from where it really came. For actions."""

from __future__ import annotations

from yimen.cases.reads.application import Filled
from yimen.cases.rules.table_decision import FoundFact
from yimen.cases.states import Source
from yimen.catalogue.rules.standards import ByTable, Fact
from yimen.catalogue.states import FactSource
from yimen.materials.states import Trust
from yimen.people.states import DocumentType

_SEEN = (Trust.ISSUED, Trust.CHECKED)


def found_facts(application: Filled, by: ByTable) -> list[FoundFact]:
    """Return the facts that the table asks for, in its order; a value that was not found is None."""
    return [_found(application, fact) for fact in by.facts]


def _found(application: Filled, fact: Fact) -> FoundFact:
    if fact.source is FactSource.REGISTER:
        is_register = application.sources.get(fact.field) == Source.DEPARTMENT
        source = FactSource.REGISTER if is_register else FactSource.APPLICANT
        return FoundFact(fact.input, application.answers.get(fact.field) or None, source)
    return FoundFact(fact.input, _age(application, fact), FactSource.IDENTITY_DOCUMENT)


def _age(application: Filled, fact: Fact) -> int | None:
    """The age of the role's one holder by her resident identity card, whose original was seen; None otherwise.

    An age that the form was told is the applicant's word, and so is a document that was only uploaded.
    """
    holders = [p for p in application.parties if p.role == fact.role and p.person_id is not None]
    if len(holders) != 1:
        return None
    (party,) = holders
    shown = next(p for p in application.for_rules.parties if p.place == party.key)
    given = application.given.get(f"{fact.material}@{party.key}")
    assert party.person_id is not None
    is_told = application.people[party.person_id].document(party.document_id).born_date is not None
    if shown.document != DocumentType.RESIDENT_ID or not is_told or given is None or given.trust not in _SEEN:
        return None
    return shown.age
