"""Where an application or a case stands, as the first sentence of its page: state, next step, by whom, by when.

Reads the sheets of cases; asks nothing and decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from yimen.cases.reads.sheets import ApplicationSheet, CaseSheet, StepLine
from yimen.cases.reads.waits import Blocker
from yimen.cases.states import FINAL, ApplicationState, CaseState, StepState
from yimen.catalogue.states import Decider
from yimen.kernel.words import Words, joined
from yimen.notices.states import DocumentKind
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
        return Words("等缴款人付款", "for the payers")
    if step.decided_by == Decider.CONNECTOR:
        return Words(f"等{step.office.zh}业务系统答复", f"for the system of the {step.office.en}")
    if step.decided_by == Decider.TABLE:
        return Words("等系统按表决定（几秒钟）", "for the table (a few seconds)")
    if step.verb == "check":
        return Words("等另一位同事核对", "for a second colleague")
    return Words(f"等{step.office.zh}办理", f"for the {step.office.en}")


def whom(blocker: Blocker) -> Words:
    """Return for whom or what a step waits, in words."""
    office = blocker.office
    if blocker.decided_by == Decider.PAYMENT:
        return Words("缴款人付款", "the payers")
    if blocker.state == StepState.TROUBLE:
        return Words(f"{office.zh}（业务系统联系不通）", f"the {office.en} (its system is in trouble)")
    if blocker.decided_by == Decider.CONNECTOR:
        return Words(f"{office.zh}业务系统", f"the system of the {office.en}")
    return Words(office.zh, f"the {office.en}")


def reason_of(step: StepLine) -> Words:
    """Return why a step is in trouble, in both languages where both are known."""
    if step.message and step.message.reason.zh:
        return step.message.reason
    return Words(step.remark, step.remark)


def of_application(sheet: ApplicationSheet) -> Standing:
    """Return where an accepted application stands."""
    return replace(_of_application(sheet), is_moving=_is_moving(sheet))


def _of_application(sheet: ApplicationSheet) -> Standing:
    running = [c for c in sheet.cases if c.state not in FINAL]
    state = _state(sheet)
    if sheet.filled.row.state == ApplicationState.CORRECTING:
        return Standing("act", _sentence(sheet.state_words), _BRING)
    if sheet.filled.row.state == ApplicationState.TURNED_AWAY:
        return Standing("late", _sentence(sheet.state_words), _TOLD)
    if sheet.filled.row.state == ApplicationState.CLOSED:
        return _closed(sheet, state)
    trouble = next(_steps(running, StepState.TROUBLE), None)
    if trouble:
        return Standing("late", state, _trouble(trouble[1]))
    if sheet.payment_trouble:
        return Standing("late", state, joined([sheet.payment_trouble, _NOT_TWICE]))
    if sheet.payment and sheet.payment.state != PaymentState.PAID:
        return _payment(sheet.payment, state)
    if any(c.licence and c.licence.handed_out_at is None for c in sheet.cases):
        return Standing("act", state, _HAND_OUT)
    opened = sorted(_steps(running, StepState.OPEN), key=lambda pair: pair[1].until or pair[0].promised_until or _FAR)
    if not opened:
        return Standing("calm", state, Words("下一步正在准备。", "The next step is being prepared."))
    case, step = opened[0]
    also = len(opened) - 1
    words = _next(step)
    if step.verb in ("check", "grant"):
        return Standing("act", state, words, case.promised_until)
    if also:
        words = Words(f"{words.zh}另有 {also} 步同时在办。", f"{words.en} {also} more in work at the same time.")
    return Standing("calm", state, words, step.until or case.promised_until)


def _is_moving(sheet: ApplicationSheet) -> bool:
    """Return whether something is expected within minutes that nobody at this window has to do."""
    if sheet.filled.row.state != ApplicationState.ACCEPTED:
        return False
    running = [c for c in sheet.cases if c.state not in FINAL]
    opened = [step for _, step in _steps(running, StepState.OPEN)]
    starting = any(not step.waits_for for _, step in _steps(running, StepState.WAITING))
    answered_by_system = any(
        step.decided_by in (Decider.CONNECTOR, Decider.TABLE) or step.verb == "check" for step in opened
    )
    if not running or starting or answered_by_system or any(_steps(running, StepState.TROUBLE)):
        return True
    if sheet.payment is None:
        return any(step.decided_by == Decider.PAYMENT for step in opened)
    return sheet.payment.state == PaymentState.CHARGING or (
        sheet.payment.state == PaymentState.PAID and all(d.kind != DocumentKind.PAYMENT for d in sheet.documents)
    )


def to_check() -> Standing:
    """Return the first sentence for the colleague who checks."""
    words = Words("请您核对表格和材料，一致就核准。", "Please compare form and documents, and check it if they agree.")
    return Standing("act", Words("等您核准。", "Waiting for your check."), words)


def of_case(case: CaseSheet) -> Standing:
    """Return where a case stands, for the desk: what blocks it comes first."""
    if case.state in FINAL:
        tone = "done" if case.state == CaseState.GRANTED else "late"
        result = Words(f"结果：{case.result}", f"Result: {case.result}") if case.result else NOTHING
        return Standing(tone, _sentence(case.state_words), result)
    trouble = next(_steps([case], StepState.TROUBLE), None)
    if trouble:
        words = _trouble(trouble[1], "retry" in case.allowed)
        return Standing("late", Words("卡住了。", "Blocked."), words, case.promised_until)
    at_desk = next((s for s in case.steps if s.state == StepState.OPEN and s.decided_by == Decider.DESK), None)
    state = _sentence(case.state_words)
    if at_desk and at_desk.claimed_by and not at_desk.is_mine:
        return Standing("calm", state, _in_hands(at_desk), at_desk.until or case.promised_until)
    if at_desk and at_desk.verb in case.allowed and at_desk.is_of_viewers_post:
        words = Words(f"请您{_verb(at_desk).zh}。", f"Please {_verb(at_desk).en}.")
        return Standing("act", state, words, at_desk.until or case.promised_until)
    opened = [s for s in case.steps if s.state == StepState.OPEN]
    if opened:
        return Standing("calm", state, _next(opened[0]), opened[0].until or case.promised_until)
    waiting = next((s for s in case.steps if s.state == StepState.WAITING and s.waits_for), None)
    words = waiting_for(waiting) if waiting else NOTHING
    return Standing("calm", state, _sentence(words))


def _in_hands(step: StepLine) -> Words:
    name = step.claimed_by
    return Words(
        f"“{step.name.zh}”由{name}领取，正在办。", f"{name} has claimed “{step.name.en}” and is working on it."
    )


def _sentence(words: Words) -> Words:
    return Words(f"{words.zh}。", f"{words.en[0].upper()}{words.en[1:]}.") if words.zh else words


def _state(sheet: ApplicationSheet) -> Words:
    ended = sum(c.state in FINAL for c in sheet.cases)
    against = sum(c.state in (CaseState.REFUSED, CaseState.TERMINATED) for c in sheet.cases)
    told = sheet.state_words
    zh, en = f"{told.zh}（{ended}/{len(sheet.cases)} 个事项办结）", f"{told.en} ({ended} of {len(sheet.cases)} done)"
    if against:
        zh, en = f"{zh}，{against} 个不予办理或终止", f"{en}, {against} refused or ended"
    return _sentence(Words(zh, en))


_NOT_TWICE = Words(
    "请再试一次；已经扣的款不会再扣。",
    "Try again; what was charged is not charged twice.",
)
_BRING = Words(
    "下一步：打印补正告知书；当事人补齐后可到任一窗口继续。",
    "Next: print the correction notice; the person brings what it names to any window.",
)
_TOLD = Words("下一步：打印告知书交给当事人。", "Next: print the notice and hand it over.")
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
        return Standing("act", state, words)
    return Standing("act", state, Words(f"下一步：收款 {total} 元。", f"Next: collect {total} yuan."))


def _next(step: StepLine) -> Words:
    if step.verb == "check":
        return Words(
            "下一步：由另一位同事核准（一审一核）。", "Next: a second colleague checks form and pile (four eyes)."
        )
    if step.verb == "grant":
        return Words("下一步：请您当场决定。", "Next: decide it here and now.")
    whom = waiting_for(step)
    return Words(f"下一步：{step.name.zh}，{whom.zh}。", f"Next: {step.name.en}, waiting {whom.en}.")


def _trouble(step: StepLine, is_hers: bool = False) -> Words:
    reason = reason_of(step)
    zh = f"“{step.name.zh}”卡在{step.office.zh}业务系统：{reason.zh.rstrip('。')}。"
    en = f"“{step.name.en}” is stuck at the system of the {step.office.en}: {reason.en.rstrip('.')}."
    if is_hers:
        return Words(f"{zh}请您再试一次，或转人工办理。", f"{en} Please try again, or decide by hand.")
    return Words(f"{zh}由该部门再试一次或转人工办理。", f"{en} That office tries again or decides by hand.")


def _verb(step: StepLine) -> Words:
    from_verb = {
        "examine": Words("审查", "examine"),
        "approve": Words("审批", "approve or refuse"),
        "check": Words("核准", "check"),
    }
    if step.code == "result":
        return Words("写明结果", "give the result")
    return from_verb.get(step.verb, Words(f"人工办理“{step.name.zh}”", f"decide “{step.name.en}” by hand"))


def _steps(cases: Sequence[CaseSheet], state: str) -> Iterator[tuple[CaseSheet, StepLine]]:
    for case in cases:
        for step in case.steps:
            if step.state == state:
                yield case, step
