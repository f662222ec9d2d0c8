"""Hand the certificate out at the window (发证) to a party of the application. Law: 不动产登记暂行条例 art 21(2);
行政许可法 art 44 (delivery ends its limit)."""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import APPLICATION
from yimen.cases.actions.inside.clocks import stop_delivery
from yimen.cases.models import Case
from yimen.cases.reads.application import filled_row
from yimen.cases.reads.receipt import hand_out_data
from yimen.cases.reads.served import Served
from yimen.cases.states import ApplicationVerb
from yimen.custody.actions.deliver import deliver
from yimen.custody.states import Way
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, Conflict
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.licences.actions.hand_out import hand_out as hand_out_licence
from yimen.licences.reads import of_source
from yimen.notices.actions.issue import born as document_born
from yimen.notices.states import DocumentKind
from yimen.people.reads import offices


@entry(
    "application",
    ApplicationVerb.HAND_OUT,
    citizen=Words("证书{number}已领取。", "Certificate {number} was collected."),
    clerk=Words("{by}发证{number}（领取人{receiver}）。", "{by} handed out {number} to {receiver}."),
)
class HandOutCertificate(Entry, frozen=True):
    """A certificate was handed out; the receiver is a party's place."""

    number: str
    receiver: str


def hand_out(*, application_id: UUID, case_id: UUID, receiver: str, actor: Actor) -> None:
    """Note that `receiver` (such as `buyer[0]`) collected the case's certificate.

    Raises Conflict before it is made, while it is with a courier, and before originals are compared with their scans.
    """
    with APPLICATION.act(ApplicationVerb.HAND_OUT, application_id, actor=actor) as deed:
        application = filled_row(deed.subject)
        if receiver not in {p.key for p in application.parties}:
            raise BadInput(Words("领取人不是本申请的当事人。", "The receiver is no party of this application."))
        case = Case.objects.filter(pk=case_id, application=application_id).first()
        if case is None:
            raise BadInput(Words("这个事项不在本申请里。", "This matter is not in the application."))
        licence = of_source("case", case_id)
        if licence is None:
            raise Conflict(Words("证书还没有制好。", "The certificate is not made yet."))
        if licence.handed_out_at is not None:
            raise Conflict(Words("证书已经领走了。", "The certificate was collected already."))
        asked = Served(application, case)
        deliver(case_id=case_id, way=Way.COUNTER, receiver=receiver, needed=asked.digest, actor=actor)
        hand_out_licence(licence_id=licence.id, receiver=receiver, actor=actor)
        stop_delivery(case_id, deed.now)
        deed.note(deed.subject, HandOutCertificate(number=licence.number, receiver=receiver))
        row = deed.subject
        data = hand_out_data(application, case, licence.number, receiver, actor, deed.now)
        word = offices()[row.centre_id].document_word
        document_born(deed, "licence", licence.id, DocumentKind.HAND_OUT, row.centre_id, word, data)
