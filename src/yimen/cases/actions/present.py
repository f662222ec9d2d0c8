"""Open an application at the window by its receipt number (出示受理号): from now until the day ends, the clerk sees it.

Law: 个人信息保护法 art 51. The number alone is not enough: a party's document number must go with it.
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.models import Application, Opening, Party
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotFound, Refused
from yimen.kernel.words import Words
from yimen.people.reads import known
from yimen.people.states import Post


def present(*, receipt_no: str, last_four: str, actor: Actor) -> UUID:
    """Return the application with this receipt number, opened for the actor today.

    `last_four` are the last four places of a document number of a party or of who acts for one.
    Raises NotFound when they do not belong together.
    """
    if actor.window is None or not actor.holds(Post.WINDOW_CLERK):
        raise Refused(Words("请先选择您所在的窗口。", "Choose the window you sit at first."))
    row = Application.objects.filter(receipt_no=receipt_no.strip()).first()
    if row is None:
        raise NotFound
    parties = Party.objects.filter(application=row.id).select_related("organisation")
    people = known([i for p in parties for i in (p.person_id, p.representative_id) if i])
    numbers = [document.number for person in people.values() for document in person.documents]
    numbers += [p.organisation.credit_code for p in parties if p.organisation]
    if not any(number[-4:] == last_four.strip().upper() for number in numbers):
        raise NotFound
    Opening.objects.bulk_create(
        [Opening(application=row, account_id=int(actor.id), day=clock.today())], ignore_conflicts=True
    )
    return row.id
