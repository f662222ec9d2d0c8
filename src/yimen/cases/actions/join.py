"""Add a party to a draft (登记当事人): a natural person by an identity document, or an organisation by its credit code.

Law: 不动产登记暂行条例 art 14 (both sides apply together).
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from yimen.cases.actions import APPLICATION
from yimen.cases.models import Party
from yimen.cases.states import ApplicationVerb
from yimen.catalogue.reads import bundle_version
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words
from yimen.people.actions.enrol_organisation import enrol_organisation
from yimen.people.actions.present import present_with
from yimen.people.reads import organisation
from yimen.people.states import CREDIT_CODE, DocumentType


@entry(
    "application",
    ApplicationVerb.JOIN,
    citizen=Words("登记了一位当事人。", "A party was added."),
    clerk=Words("{by}登记当事人（{place}）。", "{by} added the party {place}."),
    privacy=Privacy.OFFICE,
)
class Join(Entry, frozen=True):
    """A party was added."""

    place: str


def join(
    *,
    application_id: UUID,
    role: str,
    number: str,
    name: str,
    document: str = DocumentType.RESIDENT_ID,
    corrects: bool = False,
    actor: Actor,
) -> str:
    """Return the place of the new party, such as `seller[0]`.

    `document` says what `number` is: of an identity document, or an organisation's credit code. `corrects` puts the
    name of the document in the record when it bears another. Raises BadInput when the number fails its check, the
    person is there already, acts for the other side, or the role takes no more.
    """
    with APPLICATION.act(ApplicationVerb.JOIN, application_id, actor=actor) as deed:
        text = bundle_version(deed.subject.bundle_id).text.roles.get(role)
        if text is None or not text.is_party:
            raise BadInput(Words(f"没有“{role}”这一方。", f'There is no role "{role}".'))
        who, shown = note_who_comes(document, number, name, corrects, actor)
        there = list(Party.objects.filter(application=application_id))
        if any(getattr(p, field) == value for p in there for field, value in who.items()):
            raise BadInput(Words("这个人已经在申请里了。", "This person is in the application already."))
        if any(p.representative_id == who.get("person_id", "") and p.role != role for p in there):
            raise BadInput(
                Words(
                    "这个人正代理另一方，不能同时是这一方的当事人（民法典第一百六十八条）。请先移除代理人。",
                    "This person acts for the other side and cannot be a party of this one (Civil Code art 168).",
                )
            )
        taken = sum(p.role == role for p in there)
        if taken >= text.most:
            raise BadInput(Words(f"{text.label.zh}最多{text.most}人。", f"At most {text.most} for {text.label.en}."))
        Party.objects.create(application_id=application_id, role=role, place=taken, **who, **shown)
        deed.note(deed.subject, Join(place=f"{role}[{taken}]"))
    return f"{role}[{taken}]"


def note_who_comes(
    document: str, number: str, name: str, corrects: bool, actor: Actor
) -> tuple[dict[str, UUID], dict[str, Any]]:
    """Return who a party is and what was shown, as a party's columns; for actions, inside their deed."""
    if document == CREDIT_CODE:
        was_known = organisation(number.strip().upper()) is not None
        return {"organisation_id": enrol_organisation(code=number, name=name, actor=actor)}, {"is_known": was_known}
    found = present_with(number=number, name=name, document=document, corrects=corrects, actor=actor)
    return {"person_id": found.person_id}, {"document_id": found.document_id, "is_known": found.was_known}
