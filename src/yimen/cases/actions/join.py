"""Add a party to a draft (登记当事人): a natural person by resident ID number, or an organisation by its credit code.

Law: 不动产登记暂行条例 art 14 (both sides apply together).
"""

from __future__ import annotations

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
from yimen.people.actions.present import present
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
    actor: Actor,
) -> str:
    """Return the place of the new party, such as `seller[0]`.

    `document` says what `number` is: a resident ID number, or an organisation's credit code.
    Raises BadInput when the number fails its check, the person is there already, or the role takes no more.
    """
    with APPLICATION.act(ApplicationVerb.JOIN, application_id, actor=actor) as deed:
        text = bundle_version(deed.subject.bundle_id).text.roles.get(role)
        if text is None or not text.is_party:
            raise BadInput(Words(f"没有“{role}”这一方。", f'There is no role "{role}".'))
        if document == CREDIT_CODE:
            who = {"organisation_id": enrol_organisation(code=number, name=name, actor=actor)}
        else:
            who = {"person_id": present(number=number, name=name, actor=actor)}
        there = Party.objects.filter(application=application_id)
        if there.filter(**who).exists():
            raise BadInput(Words("这个人已经在申请里了。", "This person is in the application already."))
        taken = there.filter(role=role).count()
        if taken >= text.most:
            raise BadInput(Words(f"{text.label.zh}最多{text.most}人。", f"At most {text.most} for {text.label.en}."))
        Party.objects.create(application_id=application_id, role=role, place=taken, **who)
        deed.note(deed.subject, Join(place=f"{role}[{taken}]"))
    return f"{role}[{taken}]"
