"""The moves at a department's desk and in its systems: examination to result, limits that stand still, trouble."""

from __future__ import annotations

from typing import Any

from tests.year.moves import (
    Visit,
    at_department,
    decides,
    in_trouble,
    manager,
    move,
    of_step,
    relay,
    system,
    with_system,
)
from yimen.cases.actions.approve import approve
from yimen.cases.actions.claim import claim
from yimen.cases.actions.decide import decide
from yimen.cases.actions.examine import examine
from yimen.cases.actions.extend import extend
from yimen.cases.actions.pause import pause
from yimen.cases.actions.put_back import put_back
from yimen.cases.actions.reassign import reassign
from yimen.cases.actions.refuse import refuse
from yimen.cases.actions.resume import resume
from yimen.cases.actions.retry import retry
from yimen.cases.actions.return_ import return_
from yimen.cases.actions.take_over import take_over
from yimen.cases.models import Case, Clock, Step
from yimen.cases.reads.deadline import law_of
from yimen.cases.reads.hands import into_whose
from yimen.cases.states import CaseVerb, StepState
from yimen.exchange.actions.answer import take_answer
from yimen.exchange.actions.park import park
from yimen.exchange.reads import for_sources
from yimen.exchange.rules import Answered
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.words import Words
from yimen.people.states import Post

C = CaseVerb
REASONS = ("hearing", "inspection", "testing", "appraisal", "expert_review")


@move(C.EXAMINE, by=of_step, when=decides("examine"), weight=30)
def examine_(v: Visit, case: Case, actor: Actor) -> None:
    """The examiner finds it in order."""
    examine(case_id=case.id, opinion="符合条件。", actor=actor)
    v.file.examined.add(actor.id)


@move(C.APPROVE, by=of_step, when=decides("approve"), weight=30)
def approve_(v: Visit, case: Case, actor: Actor) -> None:
    """Another person approves."""
    approve(case_id=case.id, opinion="同意", actor=actor)


@move(C.REFUSE, by=of_step, when=decides("approve"), weight=1.5)
def refuse_(v: Visit, case: Case, actor: Actor) -> None:
    """Refused, with reason and basis."""
    refuse(case_id=case.id, reason="不符合法定条件。", basis="行政许可法第三十八条", actor=actor)


def _may_return(v: Visit, case: Case) -> bool:
    if not decides("approve")(v, case):
        return False
    own = v.of(case)
    back = next((s for s in own if s.verb == "examine" and s.state == StepState.DONE), None)
    if back is None or len(v.file.examined) > 1:  # somebody with fresh eyes must be left to approve it
        return False
    later = [s for s in v.steps if back.key in s.needs and s.verb != "approve"]
    return all(s.state == StepState.WAITING for s in later)


@move(C.RETURN, by=of_step, when=_may_return, weight=2)
def return_to_the_examiner(v: Visit, case: Case, actor: Actor) -> None:
    """The approver wants it examined again."""
    return_(case_id=case.id, reason="请核实经营场所。", actor=actor)


def values_for(v: Visit, step: Step) -> dict[str, str]:
    """What an answer to a step, or a desk, says: numbers that come once in the year."""
    serial = v.file.serial
    return {
        "filing_no": f"HT{serial:07d}",
        "assessed_price": "1200000.00",
        "tax_amount": f"{serial % 9000 + 1000}.00",
        "tax_certificate_no": f"WS{serial:07d}{step.code}",
        "entry_no": f"DB{serial:07d}",
        "certificate_no": f"粤(2026)佛禅不动产权第{2_000_000 + serial:07d}号",
        "result_no": f"示〔2026〕{serial}号",
        "result_text": "准予。",
    }


@move(C.DECIDE, by=of_step, when=decides("decide"), weight=30)
def decide_(v: Visit, case: Case, actor: Actor) -> None:
    """The result is written, or the desk types what a system should have said."""
    step = v.desk_step(case)
    assert step is not None
    decide(case_id=case.id, values=values_for(v, step), actor=actor)


def _unclaimed(v: Visit, case: Case) -> bool:
    step = v.desk_step(case)
    return step is not None and step.claimed_by_id is None


def _claimed(v: Visit, case: Case) -> bool:
    step = v.desk_step(case)
    return step is not None and step.claimed_by_id is not None and bool(step.post)


@move(C.CLAIM, by=of_step, when=_unclaimed, weight=2)
def claim_(v: Visit, case: Case, actor: Actor) -> None:
    """Mine now."""
    claim(case_id=case.id, actor=actor)


@move(C.PUT_BACK, by=of_step, when=_claimed, weight=1)
def put_back_(v: Visit, case: Case, actor: Actor) -> None:
    """Anybody's again."""
    put_back(case_id=case.id, actor=actor)


def _others(v: Visit, case: Case) -> list[int]:
    step = v.desk_step(case)
    assert step is not None
    return sorted(account for account, _ in into_whose(step, case) if account != step.claimed_by_id)


@move(C.REASSIGN, by=manager, when=lambda v, case: _claimed(v, case) and bool(_others(v, case)), weight=1)
def reassign_(v: Visit, case: Case, actor: Actor) -> None:
    """Who has it is away."""
    reassign(case_id=case.id, to=v.chance.choice(_others(v, case)), reason="出差。", actor=actor)


def _law_pauses(v: Visit, case: Case) -> bool:
    if case.statutory_until is None:
        return False
    rule = law_of(case)
    return rule is not None and rule.pauses is not None


@move(C.PAUSE, by=at_department(Post.EXAMINER, Post.APPROVER), when=_law_pauses, weight=3)
def pause_(v: Visit, case: Case, actor: Actor) -> None:
    """A hearing, a test, an expert: the law lets the limit stand still."""
    days = v.chance.randint(1, 20)
    pause(case_id=case.id, reason=v.chance.choice(REASONS), needed_days=days, ground="依法需要。", actor=actor)


@move(C.RESUME, by=at_department(Post.EXAMINER, Post.APPROVER), weight=6)
def resume_(v: Visit, case: Case, actor: Actor) -> None:
    """What it stood still for is over."""
    resume(case_id=case.id, finding="已完成。", actor=actor)


def _extendable(v: Visit, case: Case) -> bool:
    if (case.statutory_until is None and case.state != "paused") or not v.town.who(
        Post.AGENCY_HEAD, case.department_id
    ):
        return False
    rule = law_of(case)
    if rule is None or rule.extension is None or rule.extension.by != "agency_head":
        return False
    row = Clock.objects.get(case=case.id, kind="statutory")
    return not row.extension and (row.until is None or row.until >= clock.now())


@move(C.EXTEND, by=at_department(Post.AGENCY_HEAD), when=_extendable, weight=3)
def extend_(v: Visit, case: Case, actor: Actor) -> None:
    """Once, by the head, with the reason."""
    extend(case_id=case.id, ground="案情复杂。", actor=actor)


def _asked(v: Visit, case: Case) -> Any:
    step = v.asked_step(case)
    assert step is not None
    sent = for_sources("step", [step.id])
    return step, next(m for m in sent if m.state in ("queued", "sent"))


def _number(v: Visit, step: Step) -> str:
    return f"{step.key}-{v.file.serial}-{step.attempt}"


@move(C.ANSWER, by=system, when=with_system, weight=30)
def answer(v: Visit, case: Case, actor: Actor) -> None:
    """The department's system decides."""
    step, message = _asked(v, case)
    told = Answered(_number(v, step), {"values": values_for(v, step)})
    take_answer(message_id=message.id, answer=told, actor=actor)


@move(C.REFUSE, C.RETURN, by=system, when=with_system, weight=0.6)
def answer_no(v: Visit, case: Case, actor: Actor) -> None:
    """The department's system refuses, or does not make the entry."""
    step, message = _asked(v, case)
    take_answer(message_id=message.id, answer=Answered(_number(v, step), {"refused": "不符合登记要求"}), actor=actor)


@move(C.TROUBLE, by=relay, when=with_system, weight=2)
def trouble(v: Visit, case: Case, actor: Actor) -> None:
    """The department's system cannot be reached."""
    _, message = _asked(v, case)
    park(message_id=message.id, reason=Words("业务系统联系不通", "The system cannot be reached"), actor=actor)


@move(C.RETRY, by=of_step, when=in_trouble, weight=8)
def retry_(v: Visit, case: Case, actor: Actor) -> None:
    """It is tried again."""
    step = v.desk_step(case)
    assert step is not None
    retry(case_id=case.id, code=step.code, actor=actor)


@move(C.TAKE_OVER, by=of_step, when=in_trouble, weight=5)
def take_over_(v: Visit, case: Case, actor: Actor) -> None:
    """The desk decides instead."""
    step = v.desk_step(case)
    assert step is not None
    take_over(case_id=case.id, code=step.code, actor=actor)
