"""Take a pile in without judging it at once (收件待审): a number, a dated paper, and the limit for an answer runs.

Law: 行政许可法 art 32(1)4 (an answer on the spot or within five working days, else accepted from the day of receipt)
and 32(2) (in writing, dated); 不动产登记暂行条例 art 17 (on the spot, else deemed accepted).
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import APPLICATION
from yimen.cases.actions.accept import Receive
from yimen.cases.actions.inside.intake import watch_acceptance
from yimen.cases.actions.inside.lacking import next_receipt_no
from yimen.cases.actions.inside.told import tell
from yimen.cases.reads.application import filled_row
from yimen.cases.reads.intake import intake_told
from yimen.cases.reads.receipt import taken_names
from yimen.cases.states import ApplicationVerb
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words
from yimen.notices.states import DocumentKind

_NOBODY = Words(
    "还没有登记申请人，不知道答复谁。请先登记当事人，再收件。",
    "Nobody is registered yet: add the applicant first, so that somebody can be answered.",
)


def receive(*, application_id: UUID, actor: Actor) -> str:
    """Return the number the applicant comes back with. Raises BadInput when nobody is registered, Conflict."""
    with APPLICATION.act(ApplicationVerb.RECEIVE, application_id, actor=actor) as deed:
        row = deed.subject
        application = filled_row(row)
        if not application.parties:
            raise BadInput(_NOBODY)
        row.received_at = deed.now
        row.receipt_no = row.receipt_no or next_receipt_no(row, deed.now)
        deed.note(row, Receive(documents=len(application.given)))
        told = intake_told(watch_acceptance(application, deed.now))
        names = taken_names(application)
        tell(deed, application, DocumentKind.RECEIVED, names, until=told.day, follows=told.follows.zh)
        return row.receipt_no
