"""Where an application or a case stands, as the first sentence of its page: state, next step, by whom, by when.

Reads the sheets of cases; asks nothing and decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from yimen.cases.reads.sheets import ApplicationSheet, CaseSheet, StepLine
from yimen.cases.states import FINAL, ApplicationState, CaseState, StepState
from yimen.catalogue.states import Decider
from yimen.kernel.words import Words
from yimen.payments.reads import PaymentSheet
from yimen.payments.states import PaymentState

_FAR = datetime.max.replace(tzinfo=UTC)
NOTHING = Words("", "")


@dataclass(frozen=True, slots=True)
class Standing:
    """The first sentence: its tone (act, near, late, done, calm), where it stands, what comes next, by when.

    `is_moving`: something is expected within minutes, so a page may look again by itself.
    """

    tone: str
    state: Words
    next: Words
    until: datetime | None = None
    is_moving: bool = False


def stages(case: CaseSheet) -> list[list[StepLine]]:
    """Return a case's steps in columns: what stands in one column may be done at the same time."""
    depth: dict[str, int] = {}
    for step in case.standard.process.steps:
        own = [need.step for need in step.needs if ":" not in need.step]
        depth[step.code] = 1 + max((depth.get(code, 0) for code in own), default=-1)
    columns: list[list[StepLine]] = [[] for _ in range(1 + max(depth.values(), default=-1))]
    for line in case.steps:
        columns[depth[line.code]].append(line)
    return [column for column in columns if column]


def waiting_for(step: StepLine) -> Words:
    """Return whom or what a step waits for, in words; empty when it waits for nobody."""
    if step.state == StepState.WAITING and step.waits_for:
        names = list(dict.fromkeys(step.waits_for))
        return Words(f"等：{'、'.join(w.zh for w in names)}", f"after: {', '.join(w.en for w in names)}")
    if step.state != StepState.OPEN:
        return NOTHING
    if step.decided_by == Decider.PAYMENT:
        return Words("等缴款", "for the payment")
    if step.decided_by == Decider.CONNECTOR:
        return Words(f"等{step.office.zh}业务系统答复", f"for the system of the {step.office.en}")
    if step.verb == "check":
        return Words("等另一位同事核对", "for a second colleague")
    return Words(f"等{step.office.zh}办理", f"for the {step.office.en}")


def of_application(sheet: ApplicationSheet) -> Standing:
    """Return where an accepted application stands."""
    running = [c for c in sheet.cases if c.state not in FINAL]
    state = _state(sheet)
    if sheet.filled.row.state == ApplicationState.CLOSED:
        return _closed(sheet, state)
    trouble = next(_steps(running, StepState.TROUBLE), None)
    if trouble:
        return Standing("late", state, _trouble(trouble))
    if sheet.payment and sheet.payment.state != PaymentState.PAID:
        return _payment(sheet.payment, state)
    if any(c.licence and c.licence.handed_out_at is None for c in sheet.cases):
        return Standing("act", state, _HAND_OUT)
    opened = sorted(_steps(running, StepState.OPEN), key=lambda pair: pair[1].until or pair[0].promised_until or _FAR)
    if not opened:
        return Standing("calm", state, Words("下一步正在准备。", "The next step is being prepared."), is_moving=True)
    case, step = opened[0]
    also = len(opened) - 1
    words = _next(step)
    if step.verb == "check":
        return Standing("act", state, words, case.promised_until, is_moving=True)
    if also:
        words = Words(f"{words.zh}另有 {also} 步同时在办。", f"{words.en} {also} more in work at the same time.")
    moving = any(s.decided_by == Decider.CONNECTOR for _, s in opened)
    return Standing("calm", state, words, step.until or case.promised_until, moving)


def of_case(case: CaseSheet) -> Standing:
    """Return where a case stands, for the desk: what blocks it comes first."""
    if case.state in FINAL:
        tone = "done" if case.state == CaseState.GRANTED else "late"
        result = Words(f"结果：{case.result}", f"Result: {case.result}") if case.result else NOTHING
        return Standing(tone, case.state_words, result)
    trouble = next(_steps([case], StepState.TROUBLE), None)
    if trouble:
        return Standing("late", Words("卡住了", "Blocked"), _trouble(trouble), case.promised_until)
    at_desk = next((s for s in case.steps if s.state == StepState.OPEN and s.decided_by == Decider.DESK), None)
    if at_desk and at_desk.verb in case.allowed:
        words = Words(f"请您{_verb(at_desk).zh}。", f"Please {_verb(at_desk).en}.")
        return Standing("act", case.state_words, words, at_desk.until or case.promised_until)
    opened = [s for s in case.steps if s.state == StepState.OPEN]
    if opened:
        return Standing("calm", case.state_words, _next(opened[0]), opened[0].until or case.promised_until)
    waiting = next((s for s in case.steps if s.state == StepState.WAITING and s.waits_for), None)
    words = waiting_for(waiting) if waiting else NOTHING
    return Standing("calm", case.state_words, Words(f"{words.zh}。", f"{words.en}.") if words.zh else words)


def _state(sheet: ApplicationSheet) -> Words:
    ended = sum(c.state in FINAL for c in sheet.cases)
    against = sum(c.state in (CaseState.REFUSED, CaseState.TERMINATED) for c in sheet.cases)
    told = sheet.state_words
    zh, en = f"{told.zh}（{ended}/{len(sheet.cases)} 个事项办结）", f"{told.en} ({ended} of {len(sheet.cases)} done)"
    if against:
        zh, en = f"{zh}，{against} 个不予办理或终止", f"{en}, {against} refused or ended"
    return Words(f"{zh}。", f"{en[0].upper()}{en[1:]}.")


_HAND_OUT = Words(
    "证书已制好。下一步：核对身份后发证。",
    "The certificate is ready. Next: check the identity and hand it out.",
)


def _closed(sheet: ApplicationSheet, state: Words) -> Standing:
    if any(c.licence and c.licence.handed_out_at is None for c in sheet.cases):
        return Standing("act", state, _HAND_OUT)
    if any(c.state != CaseState.GRANTED for c in sheet.cases):
        words = Words("理由和救济途径见各事项。", "Reasons and remedies stand with each matter.")
        return Standing("late", state, words)
    return Standing("done", state, Words("没有要办的了。", "Nothing is left to do."))


def _payment(payment: PaymentSheet, state: Words) -> Standing:
    total = f"{payment.total.as_yuan:,.2f}"
    if payment.state == PaymentState.CHARGING:
        words = Words(f"请缴款人在刷卡机上付 {total} 元。", f"The payer pays {total} yuan at the card terminal.")
        return Standing("act", state, words, is_moving=True)
    return Standing("act", state, Words(f"下一步：收款 {total} 元。", f"Next: collect {total} yuan."))


def _next(step: StepLine) -> Words:
    if step.verb == "check":
        return Words(
            "下一步：由另一位同事核准（一审一核）。", "Next: a second colleague checks form and pile (four eyes)."
        )
    whom = waiting_for(step)
    return Words(f"下一步：{step.name.zh}，{whom.zh}。", f"Next: {step.name.en}, waiting {whom.en}.")


def _trouble(found: tuple[CaseSheet, StepLine]) -> Words:
    step = found[1]
    return Words(
        f"“{step.name.zh}”与{step.office.zh}业务系统联系不通，由该部门再试一次或转人工办理。",
        f"“{step.name.en}”: the system of the {step.office.en} cannot be reached. "
        "That office tries again or decides by hand.",
    )


def _verb(step: StepLine) -> Words:
    from_verb = {
        "examine": Words("审查", "examine"),
        "approve": Words("审批", "approve or refuse"),
        "check": Words("核准", "check"),
    }
    return from_verb.get(step.verb, Words(f"人工办理“{step.name.zh}”", f"decide “{step.name.en}” by hand"))


def _steps(cases: Sequence[CaseSheet], state: str) -> Iterator[tuple[CaseSheet, StepLine]]:
    for case in cases:
        for step in case.steps:
            if step.state == state:
                yield case, step
