"""Give the result of a case to the courier (寄出), and note that it came back (记退回). Law: 行政许可法 art 44."""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions.inside.opinions import opinion_text
from yimen.cases.reads.served import result_of, served
from yimen.custody.actions.come_back import come_back as note_return
from yimen.custody.actions.dispatch import dispatch as note_dispatch
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, Conflict
from yimen.kernel.words import Words

LONGEST_CARRIER, LONGEST_NUMBER = 60, 40
NOT_MADE = Words("结果还没有做好，不能送达。", "The result is not made yet and cannot be delivered.")
_NO_CARRIER = Words("请写快递公司（1至60字）。", "Name the courier (1 to 60 characters).")
_NO_NUMBER = Words("请写快递单号（1至40个字母或数字）。", "Give the tracking number (1 to 40 letters or digits).")


def dispatch(*, application_id: UUID, case_id: UUID, carrier: str, tracking_no: str, actor: Actor) -> None:
    """Note that the result left by courier. Raises NotFound, BadInput at its field, Conflict."""
    carrier, number = " ".join(carrier.split()), tracking_no.strip()
    wrong: dict[str, list[Words]] = {}
    if not 1 <= len(carrier) <= LONGEST_CARRIER:
        wrong["carrier"] = [_NO_CARRIER]
    if not 1 <= len(number) <= LONGEST_NUMBER or not number.isascii() or not number.replace("-", "").isalnum():
        wrong["tracking_no"] = [_NO_NUMBER]
    if wrong:
        raise BadInput(next(iter(wrong.values()))[0], wrong)
    asked = served(actor, application_id, case_id)
    if result_of(asked.case) is None:
        raise Conflict(NOT_MADE)
    note_dispatch(case_id=case_id, carrier=carrier, tracking_no=number, needed=asked.digest, actor=actor)


def come_back(*, application_id: UUID, case_id: UUID, reason: str, actor: Actor) -> None:
    """Note that the courier brought it back, and why. Raises NotFound, BadInput, Conflict."""
    reason = opinion_text(reason, "came_back")
    served(actor, application_id, case_id)
    note_return(case_id=case_id, reason=reason, actor=actor)
