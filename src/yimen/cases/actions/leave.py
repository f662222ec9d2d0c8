"""Take the last party of a role out of a draft (移除当事人): she was entered by mistake."""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import APPLICATION
from yimen.cases.models import Answer, Party
from yimen.cases.states import ApplicationState, ApplicationVerb
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words
from yimen.materials.actions.give_back import give_back
from yimen.materials.reads import pile

_LAST = Words(
    "补正告知书已经给出，最后一位当事人不能移除，否则没有人能凭证件再打开这份申请。请先登记正确的当事人。",
    "The correction notice was given: the last party stays, or nobody could open the application by a document again. "
    "Add the right party first.",
)


@entry(
    "application",
    ApplicationVerb.LEAVE,
    citizen=Words("移除了一位当事人。", "A party was taken out."),
    clerk=Words("{by}移除当事人（{place}）。", "{by} took out the party {place}."),
    privacy=Privacy.OFFICE,
)
class Leave(Entry, frozen=True):
    """A party was taken out."""

    place: str


def leave(*, application_id: UUID, role: str, actor: Actor) -> None:
    """Take the last party of `role` out, with her answers and documents; the others keep their places."""
    with APPLICATION.act(ApplicationVerb.LEAVE, application_id, actor=actor) as deed:
        last = Party.objects.filter(application=application_id, role=role).order_by("place").last()
        if last is None:
            raise BadInput(Words("这一方没有当事人可以移除。", "There is nobody to take out."))
        if (
            deed.subject.state == ApplicationState.CORRECTING
            and Party.objects.filter(application=application_id).count() == 1
        ):
            raise BadInput(_LAST)
        place = f"{role}[{last.place}]"
        last.delete()
        Answer.objects.filter(application=application_id, field__startswith=f"{place}.").delete()
        for document in pile("application", application_id).values():
            if document.holder == place:
                give_back(
                    source_kind="application",
                    source_id=application_id,
                    code=document.code,
                    holder=place,
                    actor=actor,
                )
        deed.note(deed.subject, Leave(place=place))
