"""The result of a case has reached its applicant (送达), with its receipt of service: who took it, when, how.

By courier as the window types its confirmation; online as she fetches it with her code; at the counter for what is no
certificate, such as a refusal (a certificate is handed out: `hand_out`). Refusals are served too.
Law: 行政许可法 art 44 (a licence), art 38(2) (a refusal is in writing and says the remedies).
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from yimen.cases.actions.dispatch import NOT_MADE
from yimen.cases.actions.inside.clocks import stop_delivery
from yimen.cases.actions.inside.opinions import opinion_text
from yimen.cases.reads.case_paper import case_paper
from yimen.cases.reads.served import Result, Served, result_of, served
from yimen.cases.rules.codes import read_code
from yimen.custody.actions.deliver import deliver as note_delivery
from yimen.custody.reads import is_right_code
from yimen.custody.states import WAY_WORDS, Way
from yimen.kernel import clock
from yimen.kernel.actor import Actor, ActorKind, house
from yimen.kernel.errors import BadInput, Conflict
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.licences.actions.hand_out import hand_out as hand_out_licence
from yimen.licences.reads import file_of
from yimen.notices.actions.issue import issue
from yimen.notices.states import DocumentKind
from yimen.people.reads import offices

_BY_HANDING_OUT = Words("证书在窗口用“发证”办理。", "A certificate is handed out at the window.")
_NO_RECEIVER = Words("受送达人不是本申请的当事人。", "The receiver is no party of this application.")
_NO_WAY = Words("请选送达方式。", "Choose how it was delivered.")
_WRONG_CODE = Words(
    "领取码不对，或没有开通网上领取。请核对窗口给您的12位领取码。",
    "The code is wrong, or fetching it online was not opened. Check the twelve places that the window gave you.",
)
_FETCHED = "本人凭窗口发给的领取码在网上领取。"


def deliver(*, application_id: UUID, case_id: UUID, way: str, receiver: str, proof: str, actor: Actor) -> None:
    """Note that `receiver` (a place such as `buyer[0]`) has it, by counter or courier; `proof` says how it is known.

    Raises NotFound, BadInput at its field, Conflict when it is not made, delivered already or with the courier.
    """
    proof = opinion_text(proof, "proof")
    if way not in (Way.COUNTER, Way.COURIER):
        raise BadInput(_NO_WAY, {"way": [_NO_WAY]})
    asked = served(actor, application_id, case_id)
    if receiver not in {p.key for p in asked.application.parties}:
        raise BadInput(_NO_RECEIVER, {"receiver": [_NO_RECEIVER]})
    result = result_of(asked.case)
    if result is None:
        raise Conflict(NOT_MADE)
    if way == Way.COUNTER and result.licence is not None:
        raise Conflict(_BY_HANDING_OUT)
    _note(asked, result, Way(way), receiver, proof, actor)


def fetch(*, application_id: UUID, case_id: UUID, receiver: str, code: str, actor: Actor) -> None:
    """Note that the party at `receiver`, who has the code, fetches the certificate online; again changes nothing.

    Raises NotFound, BadInput for a wrong code, Conflict before it is made and signed.
    """
    asked = served(actor, application_id, case_id)
    if receiver not in asked.receivers or not is_right_code(case_id, receiver, read_code(code)):
        raise BadInput(_WRONG_CODE, {"code": [_WRONG_CODE]})
    result = result_of(asked.case)
    if result is None or result.licence is None:
        raise Conflict(NOT_MADE)
    file_of(result.licence.id)  # nothing is delivered that is not signed yet
    if result.licence.handed_out_at is None:
        _note(asked, result, Way.ONLINE, receiver, _FETCHED, actor)


def _note(asked: Served, result: Result, way: Way, receiver: str, proof: str, actor: Actor) -> None:
    case = asked.case
    # What a citizen fetches is handed out and receipted by the house on her word.
    by = house("portal") if actor.kind is ActorKind.CITIZEN else actor
    with transaction.atomic():
        note_delivery(case_id=case.id, way=way, receiver=receiver, needed=asked.digest, actor=actor)
        if result.licence is not None:
            hand_out_licence(licence_id=result.licence.id, receiver=receiver, actor=by)
        stop_delivery(case.id, clock.now())
        issue(
            source_kind="case",
            source_id=case.id,
            kind=DocumentKind.SERVICE,
            office=case.department_id,
            office_word=offices()[case.department_id].document_word,
            data=_paper(asked, result, way, receiver, proof, by),
            actor=by,
        )


def _paper(asked: Served, result: Result, way: Way, receiver: str, proof: str, by: Actor) -> dict[str, Any]:
    party = next(p for p in asked.application.party_sheets if p.place == receiver)
    now = clock.now()
    return case_paper(asked.case, now) | {
        "served": result.name.zh,
        "served_no": result.number,
        "receiver": party.name,
        "role": asked.application.bundle.text.roles[party.role].label.zh,
        "receiver_no": party.number_masked,
        "way": WAY_WORDS[way].zh,
        "proof": proof,
        "by": by.name,
        "served_at": f"{now.astimezone(OFFICE_ZONE):%Y年%m月%d日 %H:%M}",
    }
