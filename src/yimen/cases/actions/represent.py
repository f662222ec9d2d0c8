"""Put on record who acts for a party of a draft (登记代理人): a guardian, an agent, a company's legal representative.

Law: 民法典 art 23 and 35 (guardians), 61 (legal representative), 161 to 168 (agents); 不动产登记暂行条例 art 15.
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import APPLICATION
from yimen.cases.models import Party
from yimen.cases.reads.application import filled_row
from yimen.cases.rules.representation import wrong_pair
from yimen.cases.states import ApplicationVerb
from yimen.catalogue.states import Representation
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words
from yimen.people.actions.present import present_with
from yimen.people.reads import known
from yimen.people.rules.documents import age_on
from yimen.people.states import DocumentType


@entry(
    "application",
    ApplicationVerb.REPRESENT,
    citizen=Words("登记了代为办理的人。", "Somebody who acts for a party was added."),
    clerk=Words("{by}登记代{place}办理的人。", "{by} added who acts for {place}."),
    privacy=Privacy.OFFICE,
)
class Represent(Entry, frozen=True):
    """Somebody acts for a party; `acts_as` is a kind of representation."""

    place: str
    acts_as: str


def represent(
    *,
    application_id: UUID,
    place: str,
    kind: str,
    number: str,
    name: str,
    document: str = DocumentType.RESIDENT_ID,
    corrects: bool = False,
    actor: Actor,
) -> UUID:
    """Return the person who acts for the party at `place` (such as `seller[0]`) from now on, in place of any other.

    She shows her document like a party and is present at the window. Raises BadInput when she may not act for the
    party: a party of the other side, under age, or nobody may act so in this role.
    """
    with APPLICATION.act(ApplicationVerb.REPRESENT, application_id, actor=actor) as deed:
        application = filled_row(deed.subject)
        row = next((p for p in application.parties if p.key == place), None)
        if row is None or kind not in set(Representation):
            raise BadInput(Words("没有这位当事人，或没有这种代理。", "There is no such party or representation."))
        found = present_with(number=number, name=name, document=document, corrects=corrects, actor=actor)
        if row.person_id == found.person_id:
            raise BadInput(Words("自己不用代理自己。", "Nobody acts for herself."))
        party = next(p for p in application.for_rules.parties if p.place == place)
        roles = application.bundle.text.roles
        own = {p.role: roles[p.role].label for p in application.parties if p.person_id == found.person_id}
        born = known([found.person_id])[found.person_id].born_date
        age = age_on(born, clock.today()) if born else None
        wrong = wrong_pair(roles[row.role], party, Representation(kind), age, own)
        if wrong:
            raise BadInput(wrong)
        Party.objects.filter(application=application_id, role=row.role, place=row.place).update(
            represented_by=kind, representative=found.person_id, representative_document=found.document_id
        )
        deed.note(deed.subject, Represent(place=place, acts_as=kind))
    return found.person_id
