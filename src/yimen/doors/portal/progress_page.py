"""Where an application stands, in a citizen's words: state, next step, by when, waiting for whom. Asks nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yimen.cases.reads.custody import CaseCustody
from yimen.cases.reads.proceedings import ProceedingSheet
from yimen.cases.reads.progress import ProgressSheet
from yimen.cases.reads.sheets import CaseSheet, StepLine
from yimen.cases.rules.proceedings import HearingData
from yimen.cases.states import FINAL, ApplicationState, CaseState, ProceedingKind, ProceedingState, StepState
from yimen.catalogue.states import Decider
from yimen.custody.states import Way
from yimen.doors.kit.moments import day_words, moment_words
from yimen.kernel.looks import Seen
from yimen.kernel.words import Words
from yimen.payments.states import PaymentState
from yimen.people.reads import windows

_STEP = {
    StepState.WAITING: Words("还没轮到", "not yet"),
    StepState.OPEN: Words("正在办", "in work"),
    StepState.TROUBLE: Words("部门系统暂时不通，工作人员在处理", "a system does not answer; staff are on it"),
    StepState.DONE: Words("已办好", "done"),
    StepState.REFUSED: Words("不予办理", "refused"),
    StepState.DROPPED: Words("不用办了", "not needed"),
}

_MAY_ASK = Words(
    "您可以要求举行听证，不收费用。要的话，请在{day}以前到任一窗口提出。",
    "You may ask for a hearing, free of charge: tell any window by {day}.",
)
_HELD = Words(
    "要举行听证，最晚{day}。时间和地点会另外通知您。", "A hearing is held by {day}. You are told when and where."
)
_GO = Words(
    "听证：{at}，{place}。您可以到场提出证据、申辩，笔录要您看过签字；觉得主持人不合适，可以申请回避。",
    "Hearing: {at}, {place}. You may bring evidence and answer; you read and sign the record. You may ask for another "
    "chair.",
)
_NOBODY_ASKED = Words("要求听证的期限过了，没有人提出。", "Nobody asked for a hearing in time.")
_OPINIONS = Words(
    "正在等别的部门的意见，已收{n}个，共{all}个。期限照常算。",
    "Opinions of other departments: {n} of {all} are in. The limit runs on.",
)
_RECEIVED = Words(
    "材料收到了，窗口还没有答复。答复后这里会写明：受理，或者要补什么。您现在不用做什么。",
    "The pile is in and the window has not answered yet. The answer will stand here. You need do nothing now.",
)
_ALL_IN = Words(
    "您补的都收到了，等窗口核对后受理；办理期限从补齐那天起算。要看原件时，窗口会请您带来。",
    "All you were asked for is in; a window looks at it and accepts. The limits count from the day it was all in. "
    "Bring the originals when the window asks for them.",
)
_BRING_LATER = Words(
    "要您办：把承诺后补的材料在期限前带到任一窗口，写在下面。没有补交以前，不能作准予的决定。",
    "For you to do: bring what you promised to bring later to any window in time; it stands below. Nothing is granted "
    "before.",
)
_ANSWER_HERE = Words(
    "要您办：补齐补正告知书所列的。能在这里补的，点下面的按钮；也可以带到任一窗口。只会要求补这一次。",
    "For you to do: what the correction notice names. What can be done here, do with the button below, or bring it to "
    "any window. You are asked this once.",
)


@dataclass(frozen=True, slots=True)
class StepTold:
    """A step: its name, who does it, where it stands, when it was done."""

    name: Words
    office: Words
    state: str
    words: Words
    at: datetime | None


@dataclass(frozen=True, slots=True)
class CaseTold:
    """A matter: where it stands, by when, what counts, what comes next and whom it waits for, its result."""

    sheet: CaseSheet
    next: Words | None
    counts: Words | None
    law: Words | None
    result: Words | None
    remedies: Words | None
    steps: tuple[StepTold, ...]
    beside: tuple[Words, ...] = ()
    """What happens beside the steps: a hearing she may ask for or go to, opinions awaited."""
    kept: CaseCustody | None = None
    can_choose: bool = False
    can_fetch: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """Who saw her data: when, who, where, why."""

    at: datetime
    who: Words
    purpose: str


def page(sheet: ProgressSheet) -> dict[str, Any]:
    """Return the page's values."""
    tone, words = _standing(sheet)
    running = [c for c in sheet.cases if c.state not in FINAL]
    return {
        "sheet": sheet,
        "tone": tone,
        "next": words,
        "until": max((c.promised_until for c in running if c.promised_until), default=None),
        "cases": [_case(sheet, c) for c in sheet.cases],
        "is_due": _is_due(sheet),
        "seen": [Looked(s.at, _who(s), s.purpose) for s in sheet.seen],
    }


def _is_due(sheet: ProgressSheet) -> bool:
    """Whether she has to pay: nobody who owes nothing, and nobody in an application that has ended."""
    is_open = sheet.payment is not None and sheet.payment.state != PaymentState.PAID
    owes = sheet.owed is None or sheet.owed.fen > 0
    return is_open and owes and sheet.state != ApplicationState.CLOSED


def _standing(sheet: ProgressSheet) -> tuple[str, Words]:
    """What she reads first: what she has to do, else where it stands."""
    running = [c for c in sheet.cases if c.state not in FINAL]
    return _before_acceptance(sheet) or _to_do(sheet, running) or _of_result(sheet) or _at_the_end(sheet, running)


def _before_acceptance(sheet: ProgressSheet) -> tuple[str, Words] | None:
    if sheet.state == ApplicationState.RECEIVED:
        return "calm", _RECEIVED
    if sheet.supplement and not sheet.supplement.left and not sheet.supplement.others:
        return "calm", _ALL_IN
    if sheet.supplement and sheet.supplement.is_answerable:
        return "act", _ANSWER_HERE
    if sheet.state == ApplicationState.CORRECTING:
        return "act", Words(
            "要您办：照补正告知书补齐材料，带到任一窗口。窗口只会要求补这一次。",
            "For you to do: bring what the correction notice names to any window. You are asked this once.",
        )
    return None


def _to_do(sheet: ProgressSheet, running: Sequence[CaseSheet]) -> tuple[str, Words] | None:
    if any(o.is_awaited for c in running for o in c.owed):
        return "act", _BRING_LATER
    if _is_due(sheet):
        return "act", Words(
            "要您办：带上受理通知书和银行卡，到任一窗口缴款。",
            "For you to do: bring the notice of acceptance and a bank card to any window and pay.",
        )
    return None


def _of_result(sheet: ProgressSheet) -> tuple[str, Words] | None:
    if any(k.is_under_way for k in sheet.custody.values()):
        return "calm", Words(
            "结果已经寄出，快递单号写在下面。请本人带身份证签收。",
            "Your result is with the courier; the number is below. Sign for it yourself, with your identity card.",
        )
    if any(k.way == Way.COURIER and k.is_ready for _, k in _granted(sheet)):
        return "calm", Words(
            "结果做好了，会按您选的方式寄给您，您不用来。",
            "Your result is ready and will be sent to you as you chose; you need not come.",
        )
    if any(c.licence and c.licence.handed_out_at is None for c in sheet.cases):
        return "act", Words(
            "证书做好了。请权利人带身份证到大厅领取。",
            "The certificate is ready. The owner collects it at the hall with her identity card.",
        )
    if any(k.is_ready and k.way != Way.COURIER for _, k in _granted(sheet)):
        return "act", Words(
            "结果做好了。请带身份证到大厅领取，或在下面选快递。",
            "Your result is ready. Collect it at the hall with your identity card, or choose the courier below.",
        )
    return None


def _at_the_end(sheet: ProgressSheet, running: Sequence[CaseSheet]) -> tuple[str, Words]:
    if not running and any(c.state in (CaseState.REFUSED, CaseState.TERMINATED) for c in sheet.cases):
        return "late", _against(sheet)
    if not running and any(c.state == CaseState.TRANSFERRED for c in sheet.cases):
        return "calm", Words(
            "有事项已移送其他机关，到哪里问写在下面。", "Something was sent to another authority; whom to ask is below."
        )
    if sheet.state == ApplicationState.CLOSED:
        return "done", Words("全部办好了，您不用再做什么。", "Everything is done; you need do nothing more.")
    return "calm", Words(
        "我们在办，您现在不用做什么。要缴款或领证时，这里会写明。",
        "We are at work; you need do nothing now. When there is something to pay or collect, it stands here.",
    )


def _granted(sheet: ProgressSheet) -> list[tuple[CaseSheet, CaseCustody]]:
    """The granted cases whose result is delivered, with where it is."""
    kept = [(c, sheet.custody[c.id]) for c in sheet.cases if c.state == CaseState.GRANTED and c.id in sheet.custody]
    return [(c, k) for c, k in kept if k.is_delivered_here]


def _against(sheet: ProgressSheet) -> Words:
    """What was granted and what was not, where several matters ended; the summary is printed at any window."""
    granted = sum(c.state == CaseState.GRANTED for c in sheet.cases)
    if not granted:
        return Words(
            "有事项没有办成。理由和怎样申诉写在下面。", "Something was not granted. Why, and what you can do, is below."
        )
    others = len(sheet.cases) - granted
    return Words(
        f"办成 {granted} 项，没有办成 {others} 项。理由和怎样申诉写在下面；办理结果汇总可到任一窗口打印。",
        f"{granted} granted, {others} not. Why, and what you can do, is below; any window prints the summary.",
    )


def _case(sheet: ProgressSheet, case: CaseSheet) -> CaseTold:
    acceptance = case.standard.acceptance
    promised, law = acceptance.limits.promised.period, acceptance.limits.statutory.period
    counts = None
    if promised and sheet.accepted_at:
        counts = Words(f"从受理起算，{promised.words.zh}", f"counted from acceptance: {promised.words.en}")
    is_against = case.state in (CaseState.REFUSED, CaseState.TERMINATED)
    is_granted = case.state == CaseState.GRANTED
    kept = sheet.custody.get(case.id)
    is_hers = kept is not None and sheet.herself is not None and sheet.herself.place in kept.receivers
    return CaseTold(
        sheet=case,
        next=None if case.state in FINAL else _next(case),
        counts=counts,
        law=law.words if law else None,
        result=acceptance.result.name if is_granted else None,
        remedies=acceptance.remedies if is_against else None,
        steps=tuple(_step(s) for s in case.steps),
        beside=() if case.state in FINAL else _beside(case),
        kept=kept if kept and kept.is_delivered_here else None,
        can_choose=is_hers and kept is not None and kept.can_choose and (kept.is_ready or not case.ended_at),
        can_fetch=is_hers and kept is not None and kept.way == Way.ONLINE and case.licence is not None,
    )


def _beside(case: CaseSheet) -> tuple[Words, ...]:
    hearings = [_hearing(p) for p in case.proceedings if p.kind is ProceedingKind.HEARING and not p.ended_at]
    asked = [p for p in case.proceedings if p.kind is ProceedingKind.OPINION]
    here = sum(p.ended_at is not None for p in asked)
    opinions = _OPINIONS.fill(n=here, all=len(asked))
    return (*hearings, *((opinions,) if here < len(asked) else ()))


def _hearing(sheet: ProceedingSheet) -> Words:
    assert isinstance(sheet.data, HearingData) and sheet.until is not None
    day, at = day_words(sheet.until), moment_words(sheet.until)
    if sheet.state is ProceedingState.SCHEDULED:
        place = sheet.data.place
        return Words(_GO.zh.format(at=at.zh, place=place), _GO.en.format(at=at.en, place=place))
    if sheet.state is ProceedingState.ASKED:
        return Words(_HELD.zh.format(day=day.zh), _HELD.en.format(day=day.en))
    return _NOBODY_ASKED if sheet.is_late else Words(_MAY_ASK.zh.format(day=day.zh), _MAY_ASK.en.format(day=day.en))


def _next(case: CaseSheet) -> Words | None:
    opened = [s for s in case.steps if s.state in (StepState.OPEN, StepState.TROUBLE)]
    if opened:
        step = opened[0]
        if step.decided_by == Decider.PAYMENT:
            return Words(f"{step.name.zh}：等缴款人付款", f"{step.name.en}: waiting for the payers")
        return Words(f"{step.name.zh}：等{step.office.zh}办理", f"{step.name.en}: with the {step.office.en}")
    names = [n for s in case.steps if s.state == StepState.WAITING for n in s.waits_for]
    if names:
        return Words(f"先等“{names[0].zh}”办好", f"waits until “{names[0].en}” is done")
    return Words("下一步正在准备", "the next step is being prepared")


def _step(step: StepLine) -> StepTold:
    words = _STEP[StepState(step.state)]
    if step.state == StepState.OPEN and step.decided_by == Decider.PAYMENT:
        words = Words("等缴款", "to be paid")
    return StepTold(step.name, step.office, step.state, words, step.done_at)


def _who(seen: Seen) -> Words:
    if seen.actor.startswith("citizen:"):
        return Words("您自己（凭受理号和证件号后四位）", "you yourself (by number and four places)")
    window = windows().get(seen.window or "")
    if window:
        return Words(
            f"{window.centre.name.zh} {window.number}号窗口 {seen.actor_name}",
            f"{seen.actor_name}, window {window.number}, {window.centre.name.en}",
        )
    return Words(f"工作人员 {seen.actor_name}", f"{seen.actor_name}, staff")
