"""A person comes to a clerk's window and is opened by card or number (到窗): from now until the day ends, the clerk
sees her.

Law: 个人信息保护法 art 51 (access only as the work needs it).
"""

from __future__ import annotations

from uuid import UUID

from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Refused
from yimen.kernel.words import Words
from yimen.people.actions.enrol import Enrolled, find_or_enrol
from yimen.people.actions.rename import rename
from yimen.people.models import Presence
from yimen.people.rules.documents import checked
from yimen.people.rules.names import person_name, wrong_name
from yimen.people.states import DOCUMENT_WORDS, DocumentType


def present(*, number: str, name: str, phone: str = "", document: str = DocumentType.RESIDENT_ID, actor: Actor) -> UUID:
    """Return the person at this window, put on record when new. Raises BadInput, or Refused away from a window."""
    return present_with(number=number, name=name, phone=phone, document=document, actor=actor).person_id


def present_with(
    *,
    number: str,
    name: str,
    phone: str = "",
    document: str = DocumentType.RESIDENT_ID,
    corrects: bool = False,
    actor: Actor,
) -> Enrolled:
    """Return who is at this window with which document. `corrects`: the document's name is put in the record.

    Raises BadInput, also when the record bears another name and it is not to be corrected; Refused away from a window.
    """
    if actor.window is None:
        raise Refused(Words("请先选择您所在的窗口。", "Choose the window you sit at first."))
    shown, name = checked(document, number, clock.today()), person_name(name)
    found = find_or_enrol(shown=shown, name=name, phone=phone, actor=actor)
    if found.other_name and not corrects:
        raise wrong_name(DOCUMENT_WORDS[shown.type], found.other_name, name)
    Presence.objects.bulk_create(
        [Presence(person_id=found.person_id, account_id=int(actor.id), window_id=actor.window, day=clock.today())],
        ignore_conflicts=True,
    )
    if found.other_name:
        rename(person_id=found.person_id, name=name, document=shown.type, actor=actor)
    return found
