"""The forms below a party's name on a draft: who acts for her, and another document of hers. Asks nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yimen.cases.reads.application import Filled
from yimen.cases.reads.completeness import Completeness
from yimen.cases.rules.representation import may_act
from yimen.catalogue.states import REPRESENTATION_WORDS, PartyKind, Representation
from yimen.doors.kit.templatetags.kit import field_id
from yimen.kernel.errors import YimenError
from yimen.kernel.words import Words
from yimen.people.rules.documents import FORMATS
from yimen.people.rules.names import OTHER_NAME
from yimen.people.states import CREDIT_CODE, DOCUMENT_WORDS, DocumentType


@dataclass(frozen=True, slots=True)
class Choice:
    """A document of the list; its figure chooses it on the keyboard."""

    code: str
    figure: int
    words: Words
    hint: Words


@dataclass(frozen=True, slots=True)
class ActingForm:
    """Below one party: as what somebody may act for her, why somebody must, and what was wrong with what was typed."""

    id: str
    kinds: tuple[tuple[Representation, Words], ...]
    usual: Representation | None
    must: Words | None
    problem: YimenError | None
    document_problem: YimenError | None
    typed: Mapping[str, str]
    may_correct: bool


DOCUMENTS = tuple(
    Choice(kind, n, DOCUMENT_WORDS[DocumentType(kind)], FORMATS[kind].hint) for n, kind in enumerate(DocumentType, 1)
)
CREDIT = Choice(
    CREDIT_CODE,
    len(DOCUMENTS) + 1,
    Words("统一社会信用代码（单位）", "Unified social credit code (organisation)"),
    Words("18位，印在营业执照上。", "18 places, on the business licence."),
)


def acting_forms(
    application: Filled, examined: Completeness, role: str, problem: YimenError | None, at: str, given: Any
) -> dict[str, ActingForm]:
    """Return the forms by place for the parties of a role."""
    text = application.bundle.text.roles[role]
    forms = {}
    for party in application.for_rules.parties:
        if party.role != role:
            continue
        kinds = may_act(text, PartyKind(party.kind))
        must = examined.wrong_representation.get(party.place)
        is_asked, is_document = at == f"represent:{party.place}", at == f"document:{party.place}"
        # A minor's is the guardian, a company's the legal representative, anybody else's the agent.
        usual = kinds[0] if kinds and (must or party.kind is PartyKind.ORGANISATION) else (kinds or (None,))[-1]
        forms[party.place] = ActingForm(
            id=acting_id(party.place),
            kinds=tuple((k, REPRESENTATION_WORDS[k]) for k in kinds),
            usual=usual,
            must=must,
            problem=problem if is_asked else None,
            document_problem=problem if is_document else None,
            typed=given if is_asked or is_document else {},
            may_correct=is_asked and may_correct(problem),
        )
    return forms


def acting_id(place: str) -> str:
    """Return the id of the number's field in the form for a party's representative."""
    return f"acting-{field_id(place)}"


def may_correct(problem: YimenError | None) -> bool:
    """Return whether what was wrong is a name that the clerk may correct by the document."""
    return OTHER_NAME in getattr(problem, "fields", {})
