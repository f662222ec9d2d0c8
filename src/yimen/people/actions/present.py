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
from yimen.people.actions.enrol import enrol
from yimen.people.models import Presence


def present(*, number: str, name: str, phone: str = "", actor: Actor) -> UUID:
    """Return the person at this window, put on record when new. Raises BadInput, or Refused away from a window."""
    if actor.window is None:
        raise Refused(Words("请先选择您所在的窗口。", "Choose the window you sit at first."))
    person_id = enrol(number=number, name=name, phone=phone, actor=actor)
    Presence.objects.bulk_create(
        [Presence(person_id=person_id, account_id=int(actor.id), window_id=actor.window, day=clock.today())],
        ignore_conflicts=True,
    )
    return person_id
