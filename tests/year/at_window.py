"""The moves at a window: drafts, notices, acceptance, payment, certificates, withdrawal; and the second check."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.journeys.selling import answers_of
from tests.year.moves import ARRIVALS, File, Visit, clerk, move
from tests.year.town import ONE_CASE, SALE
from yimen.cases.actions.accept import accept
from yimen.cases.actions.check import check
from yimen.cases.actions.collect import collect
from yimen.cases.actions.correct import correct
from yimen.cases.actions.discard import discard
from yimen.cases.actions.fill import fill
from yimen.cases.actions.give_back import give_back
from yimen.cases.actions.hand_in import Given, hand_in
from yimen.cases.actions.hand_out import hand_out
from yimen.cases.actions.inside.lacking import still_lacking
from yimen.cases.actions.join import join
from yimen.cases.actions.keep import keep
from yimen.cases.actions.leave import leave
from yimen.cases.actions.look_up import look_up
from yimen.cases.actions.open import open_
from yimen.cases.actions.redirect import redirect
from yimen.cases.actions.reject import reject
from yimen.cases.actions.spare import spare
from yimen.cases.actions.withdraw import withdraw
from yimen.cases.models import Application
from yimen.cases.states import ApplicationState, ApplicationVerb, CaseState, CaseVerb, StepState
from yimen.exchange.actions.answer import take_answer
from yimen.exchange.reads import for_sources
from yimen.exchange.rules import Answered
from yimen.kernel import outbox
from yimen.kernel.actor import Actor, department_system
from yimen.kernel.errors import Obstacle
from yimen.licences.models import Licence
from yimen.payments.reads import of_source
from yimen.people.states import Post

A = ApplicationVerb


def answers(file: File) -> dict[str, str]:
    """What the applicants answer."""
    if file.sale is not None:
        return answers_of(file.sale)
    if file.bundle == ONE_CASE:
        return {"request.subject": "请予办理"}
    return {"request.request_text": f"第{file.serial}件，请予办理"}


def open_a_draft(file: File) -> UUID:
    """Somebody sits down at the window."""
    return open_(bundle=file.bundle, actor=file.clerk)


def hand_in_whole(file: File) -> UUID:
    """Everything is there: it is handed in and accepted in one call."""
    keys = [f"identity@applicant[{n}]" for n in range(len(file.people))]
    if file.bundle == ONE_CASE:
        keys = ["request_form", "identity_card"]
    return hand_in(
        bundle=file.bundle,
        parties=[Given("applicant", p.document, p.number, p.name) for p in file.people],
        answers=answers(file),
        pile={key: [] for key in keys},
        is_accepting=True,
        actor=file.clerk,
    ).application_id


ARRIVALS += [
    ((A.OPEN,), open_a_draft),
    ((A.OPEN, A.JOIN, A.FILL, A.KEEP, A.RECEIVE, A.ACCEPT), hand_in_whole),
]


def _to_join(v: Visit, row: Application) -> list[tuple[str, Any]]:
    """Who is not registered yet, with the role."""
    there = v.filled.counts
    if v.file.sale is None:
        return [("applicant", p) for p in v.file.people[there["applicant"] :]]
    sellers, buyers = v.file.sale.sellers, v.file.sale.buyers
    waiting = [("seller", o.person) for o in sellers[there["seller"] :]]
    return waiting + [("buyer", o.person) for o in buyers[there["buyer"] :]]


def _is_complete(v: Visit, row: Application) -> bool:
    return v.examined.is_complete


def _lacks(v: Visit, row: Application) -> bool:
    return bool(v.filled.parties) and not v.examined.is_complete


@move(A.JOIN, by=clerk, when=lambda v, row: bool(_to_join(v, row)), weight=30)
def join_(v: Visit, row: Application, actor: Actor) -> None:
    """The next one shows her document."""
    role, who = _to_join(v, row)[0]
    if v.file.sale is None:
        join(application_id=row.id, role=role, number=who.number, name=who.name, document=who.document, actor=actor)
    else:
        join(application_id=row.id, role=role, number=who.id_number, name=who.name, actor=actor)


@move(A.LEAVE, by=clerk, when=lambda v, row: len(v.filled.parties) > 1, weight=0.3)
def leave_(v: Visit, row: Application, actor: Actor) -> None:
    """Entered by mistake."""
    leave(application_id=row.id, role=v.filled.parties[-1].role, actor=actor)


def _unanswered(v: Visit) -> dict[str, str]:
    form = {f.field for f in v.examined.form}
    return {f: text for f, text in answers(v.file).items() if f in form and f not in v.filled.answers}


@move(A.FILL, by=clerk, when=lambda v, row: bool(_unanswered(v)), weight=20)
def fill_(v: Visit, row: Application, actor: Actor) -> None:
    """The form is filled in."""
    fill(application_id=row.id, answers=_unanswered(v), actor=actor)


def _mendable(v: Visit) -> str:
    """A field that stands there and may be written otherwise without making anything wrong."""
    own = ("request.request_text", "request.subject", "seller[0].phone")
    return next((f for f in own if f in v.filled.answers), "")


@move(A.MEND, by=clerk, when=lambda v, row: bool(_mendable(v)), weight=1)
def mend(v: Visit, row: Application, actor: Actor) -> None:
    """What was written wrong is corrected on the spot."""
    field = _mendable(v)
    before = v.filled.answers[field]
    after = f"138{int(before[-8:]) % 10**8 // 10 * 10 + 1:08d}" if field.endswith("phone") else f"{before[:40]}，更正"
    fill(application_id=row.id, answers={field: after if after != before else before[:-1] + "2"}, actor=actor)


def _may_ask_register(v: Visit, row: Application) -> bool:
    return v.file.sale is not None and row.found_at is None and not _to_join(v, row)


@move(A.LOOK_UP, by=clerk, when=_may_ask_register, weight=30)
def look_up_(v: Visit, row: Application, actor: Actor) -> None:
    """The register is asked."""
    assert v.file.sale is not None
    look_up(application_id=row.id, key=v.file.sale.house.cert_no, actor=actor)


@move(A.KEEP, by=clerk, when=lambda v, row: bool(v.examined.missing), weight=20)
def keep_(v: Visit, row: Application, actor: Actor) -> None:
    """The papers that are lacking come, all of them or one."""
    keys = [n.key for n in v.examined.missing]
    keep(application_id=row.id, keys=keys if v.chance.random() < 0.7 else keys[:1], actor=actor)


@move(A.GIVE_BACK, by=clerk, when=lambda v, row: bool(v.filled.given), weight=0.4)
def give_back_(v: Visit, row: Application, actor: Actor) -> None:
    """It was the wrong one."""
    give_back(application_id=row.id, key=min(v.filled.given), actor=actor)


@move(A.DISCARD, by=clerk, weight=0.3)
def discard_(v: Visit, row: Application, actor: Actor) -> None:
    """The person has gone."""
    discard(application_id=row.id, actor=actor)


@move(A.SPARE, by=clerk, weight=0.3)
def spare_(v: Visit, row: Application, actor: Actor) -> None:
    """Nothing needs to be applied for."""
    spare(application_id=row.id, reason="依法不需要办理。", actor=actor)


@move(A.REDIRECT, by=clerk, weight=0.3)
def redirect_(v: Visit, row: Application, actor: Actor) -> None:
    """It is another office's, or one elsewhere."""
    where = {"office": "social"} if v.chance.random() < 0.5 else {"where": "请到市政务服务中心办理。"}
    redirect(application_id=row.id, reason="不属于本机关职权范围。", actor=actor, **where)


def _before_the_notice(v: Visit, row: Application) -> bool:
    return row.state != ApplicationState.CORRECTING and _lacks(v, row)


@move(A.CORRECT, A.RECEIVE, by=clerk, when=_before_the_notice, weight=2)
def correct_(v: Visit, row: Application, actor: Actor) -> None:
    """The one notice names everything."""
    correct(application_id=row.id, actor=actor)


@move(A.FAULT, by=clerk, when=lambda v, row: row.state == "correcting", weight=1, refusals=(Obstacle,))
def fault(v: Visit, row: Application, actor: Actor) -> None:
    """A second notice is refused and written down."""
    correct(application_id=row.id, actor=actor)


@move(A.REJECT, by=clerk, when=lambda v, row: bool(still_lacking(v.examined, row.correction_asked)), weight=6)
def reject_(v: Visit, row: Application, actor: Actor) -> None:
    """Still incomplete after the notice."""
    reject(application_id=row.id, reason="补正后仍不齐全。", actor=actor)


@move(A.ACCEPT, A.RECEIVE, by=clerk, when=_is_complete, weight=60)
def accept_(v: Visit, row: Application, actor: Actor) -> None:
    """Complete: it must be accepted."""
    accept(application_id=row.id, actor=actor)


def _check_steps(v: Visit) -> list[Any]:
    return [s for s in v.steps if s.verb == "check" and s.state == StepState.OPEN]


def _checkers(v: Visit, row: Application) -> list[Actor]:
    held = v.town.who(Post.SECOND_CHECKER, row.centre_id)
    claimed = {str(s.claimed_by_id) for s in _check_steps(v) if s.claimed_by_id is not None}
    return [a for a in held if not claimed or {a.id} == claimed]


@move(A.CHECK, by=_checkers, when=lambda v, row: bool(_check_steps(v)), weight=30)
def check_(v: Visit, row: Application, actor: Actor) -> None:
    """A second pair of eyes looks at form and pile."""
    check(application_id=row.id, actor=actor)


def _is_due(v: Visit, row: Application) -> bool:
    is_asked = any(s.decided_by == "payment" and s.state == StepState.OPEN for s in v.steps)
    payment = of_source("application", row.id) if is_asked else None
    return payment is not None and payment.state == "due"


def _hall_clerk(v: Visit, row: Application) -> list[Actor]:
    """Only the hall that has the payment collects it."""
    return [a for a in v.town.clerks if a.holds(Post.WINDOW_CLERK, row.centre_id)]


@move(A.COLLECT, by=_hall_clerk, when=_is_due, weight=30)
def collect_(v: Visit, row: Application, actor: Actor) -> None:
    """The card is held to the terminal, which takes it or not."""
    collect(application_id=row.id, actor=actor)
    outbox.deliver_all()
    payment = of_source("application", row.id)
    assert payment is not None
    sent = next(m for m in for_sources("payment", [payment.id]) if m.state == "queued")
    number = f"POS-{v.file.serial}-{payment.attempt}"
    answer: dict[str, Any] = {"values": {"reference": number, "card_tail": "6222"}}
    if v.chance.random() < 0.15:
        answer = {"refused": "余额不足"}
    take_answer(message_id=sent.id, answer=Answered(number, answer), actor=department_system("terminal", "刷卡终端"))


def _certificate(v: Visit) -> Licence | None:
    granted = [c.id for c in v.cases if c.state == CaseState.GRANTED] if v.file.bundle == SALE else []
    return Licence.objects.filter(source_kind="case", source_id__in=granted, handed_out_at=None).first()


@move(A.HAND_OUT, by=clerk, when=lambda v, row: _certificate(v) is not None, weight=20)
def hand_out_(v: Visit, row: Application, actor: Actor) -> None:
    """A buyer fetches the certificate."""
    licence = _certificate(v)
    assert licence is not None
    hand_out(application_id=row.id, case_id=licence.source_id, receiver="buyer[0]", actor=actor)


def _first_running(v: Visit, case: Any) -> bool:
    return case == v.running[0] and not any(v.asked_step(c) for c in v.running)


@move(CaseVerb.WITHDRAW, by=clerk, when=_first_running, weight=0.4)
def withdraw_(v: Visit, case: Any, actor: Actor) -> None:
    """The applicants take it back, all of them signing."""
    withdraw(application_id=v.row.id, reason="不再需要。", is_signed_by_all=True, actor=actor)
