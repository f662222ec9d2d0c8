"""Choose how the result of a case is delivered (选领取方式): at the window for her, or by herself on the portal.

Online is chosen at a window only, where her identity is checked: she is told a code with which she fetches it. Whoever
changes the way on the portal has proved number and four places; the courier hands over to the named party only.
"""

from __future__ import annotations

import secrets
from uuid import UUID

from yimen.cases.reads.served import Served, served
from yimen.cases.rules.codes import ALPHABET, PLACES
from yimen.cases.rules.served import is_delivered
from yimen.cases.states import ApplicationState
from yimen.custody.actions.choose import choose as choose_way
from yimen.custody.states import Way
from yimen.kernel.actor import Actor, ActorKind
from yimen.kernel.errors import BadInput, Conflict, Refused
from yimen.kernel.words import Words

LONGEST_ADDRESS = 200
_NO_WAY = Words("请选一种领取方式。", "Choose one of the ways.")
_NO_RECEIVER = Words("领取人不是可以领取本结果的当事人。", "The receiver is not a party who may take this result.")
_NO_ADDRESS = Words(
    f"快递送达要写收件地址（5至{LONGEST_ADDRESS}字）。",
    f"A courier needs an address (5 to {LONGEST_ADDRESS} characters).",
)
_NOTHING = Words("这个事项没有要送达的结果。", "This matter has no result to be delivered.")
_AT_A_WINDOW = Words(
    "网上领取要先在窗口核对身份。请带身份证到任一窗口办。",
    "Fetching it online is opened at a window, where your identity is checked. Bring your identity card to any window.",
)
_NOT_ONLINE = Words(
    "这个结果没有电子证照，不能网上领取。",
    "There is no electronic certificate of this result: it cannot be fetched online.",
)
_STATES = (ApplicationState.RECEIVED, ApplicationState.CORRECTING, ApplicationState.ACCEPTED, ApplicationState.CLOSED)


def choose(*, application_id: UUID, case_id: UUID, way: str, receiver: str, address: str, actor: Actor) -> str:
    """Keep the choice; return the code for fetching it online, empty for the other ways.

    Raises NotFound, BadInput at its field, Refused for online away from a window, Conflict once it has left the office.
    """
    asked = served(actor, application_id, case_id)
    address = " ".join(address.split()) if way == Way.COURIER else ""
    _check(asked, way, receiver, address, actor)
    code = "".join(secrets.choice(ALPHABET) for _ in range(PLACES)) if way == Way.ONLINE else ""
    choose_way(case_id=case_id, way=Way(way), receiver=receiver, address=address, code=code, actor=actor)
    return code


def _check(asked: Served, way: str, receiver: str, address: str, actor: Actor) -> None:
    if asked.application.row.state not in _STATES or not is_delivered(asked.acceptance, asked.case.state):
        raise Conflict(_NOTHING)
    wrong: dict[str, list[Words]] = {}
    if way not in set(Way):
        wrong["way"] = [_NO_WAY]
    if receiver not in asked.receivers:
        wrong["receiver"] = [_NO_RECEIVER]
    if way == Way.COURIER and not 5 <= len(address) <= LONGEST_ADDRESS:
        wrong["address"] = [_NO_ADDRESS]
    if way == Way.ONLINE and not asked.acceptance.result.template:
        wrong["way"] = [_NOT_ONLINE]
    if wrong:
        raise BadInput(next(iter(wrong.values()))[0], wrong)
    if way == Way.ONLINE and actor.kind is ActorKind.CITIZEN:
        raise Refused(_AT_A_WINDOW)
