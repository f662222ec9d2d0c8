"""Take out who acts for a party of a draft (移除代理人): the party comes herself, or it was entered by mistake."""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import APPLICATION
from yimen.cases.models import Party
from yimen.cases.reads.application import filled_row
from yimen.cases.reads.completeness import completeness
from yimen.cases.states import ApplicationVerb
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words
from yimen.materials.actions.give_back import give_back


@entry(
    "application",
    ApplicationVerb.DISMISS,
    citizen=Words("移除了代为办理的人。", "Somebody who acted for a party was taken out."),
    clerk=Words("{by}移除代{place}办理的人。", "{by} took out who acted for {place}."),
    privacy=Privacy.OFFICE,
)
class Dismiss(Entry, frozen=True):
    """Nobody acts for the party any more."""

    place: str


def dismiss(*, application_id: UUID, place: str, actor: Actor) -> None:
    """Take out who acts for the party at `place`; papers that are not needed any more are given back.

    Raises BadInput when nobody acts for her.
    """
    with APPLICATION.act(ApplicationVerb.DISMISS, application_id, actor=actor) as deed:
        row = next((p for p in filled_row(deed.subject).parties if p.key == place and p.representative_id), None)
        if row is None:
            raise BadInput(Words("没有人代这位当事人办理。", "Nobody acts for this party."))
        Party.objects.filter(application=application_id, role=row.role, place=row.place).update(
            represented_by="", representative=None, representative_document=None
        )
        after = filled_row(deed.subject)
        needed = {n.key for n in completeness(after).pile}
        for key, document in after.given.items():
            if key not in needed:
                give_back(
                    source_kind="application",
                    source_id=application_id,
                    code=document.code,
                    holder=document.holder,
                    actor=actor,
                )
        deed.note(deed.subject, Dismiss(place=place))
