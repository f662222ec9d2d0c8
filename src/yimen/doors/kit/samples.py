"""Invented sheets for the style page: every component in every state. Nothing here is anybody's, nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from yimen.cases.reads.application import ActingSheet, PartySheet
from yimen.cases.reads.sheets import CaseSheet, StepLine
from yimen.cases.rules.lines import DueLine
from yimen.cases.states import CASE_STATE_WORDS, STEP_STATE_WORDS
from yimen.catalogue.reads import Standard
from yimen.catalogue.rules.forms import Asked
from yimen.catalogue.rules.piles import Needed
from yimen.catalogue.rules.standards import (
    Acceptance,
    Basis,
    Choice,
    Element,
    Limits,
    LimitText,
    Need,
    Process,
    Result,
    Role,
    Step,
)
from yimen.catalogue.states import REPRESENTATION_WORDS, Decider, ElementType, Handling, Original, Representation
from yimen.doors.kit.people import MaterialRow, PersonRow, by_payer, person_rows, pile_groups, sources_of
from yimen.doors.kit.standing import Standing
from yimen.doors.kit.story import Told
from yimen.kernel.money import Money, total
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.materials.reads import MaterialSheet
from yimen.people.states import DOCUMENT_WORDS, DocumentType

NOBODY = UUID(int=0)
_PROMISED_DAYS = (28, 3, 14, 14, -4)
LONG_NAME = "阿卜杜热合曼·买买提艾力·努尔麦麦提江"
_LAW = Basis(law="不动产登记暂行条例", article="16", says="申请人身份证明材料")
_HALL, _REGISTRY = Words("自然人大厅", "Natural Persons' Hall"), Words("不动产登记中心", "Real Estate Registry")
_STEPS = (
    ("check", Words("核准", "Second check"), Decider.DESK, (), _HALL),
    ("examine", Words("审查", "Examination"), Decider.DESK, ("check",), _REGISTRY),
    ("fee", Words("缴登记费", "Registration fee"), Decider.PAYMENT, ("check",), _HALL),
    ("approve", Words("审批", "Approval"), Decider.DESK, ("examine",), _REGISTRY),
    ("enter", Words("登簿", "Entry in the register"), Decider.CONNECTOR, ("approve", "fee"), _REGISTRY),
)
_COURSES = {
    "accepted": ("done", "open", "open", "waiting", "waiting"),
    "trouble": ("done", "done", "done", "done", "trouble"),
    "granted": ("done", "done", "done", "done", "done"),
    "refused": ("done", "done", "dropped", "refused", "dropped"),
    "terminated": ("done", "dropped", "dropped", "dropped", "dropped"),
}


def standard() -> Standard:
    """Return the invented matter of the samples."""
    name = Words("国有建设用地使用权及房屋所有权转移登记", "Registration of the transfer of a house")
    acceptance = Acceptance(
        matter="sample",
        version="1",
        valid_from=date(2026, 1, 1),
        name=name,
        department="registry",
        type="07",
        handling=Handling.PROMISED,
        limits=Limits(statutory=LimitText(limit="30 working days"), promised=LimitText(limit="20 working days")),
        basis=(_LAW,),
        roles=(),
        result=Result(name=Words("不动产权证书", "Ownership certificate"), number="enter.certificate_no"),
        remedies=Words("不服的，可以自知道之日起60日内申请行政复议。", "You may ask for review within 60 days."),
    )
    steps = tuple(
        Step(code=code, name=name, office="", decided_by=decider, needs=tuple(Need(step=n) for n in needs))
        for code, name, decider, needs, _ in _STEPS
    )
    return Standard(NOBODY, acceptance, Process(matter="sample", version="1", steps=steps))


def cases(now: datetime) -> list[CaseSheet]:
    """Return a case in each state."""
    return [_case(n, course, now) for n, course in enumerate(_COURSES, start=1)]


def deadlines(now: datetime) -> list[tuple[Words, datetime | None, datetime | None]]:
    """Return limits of every kind: what it is, until when, and when it was done."""
    day = now.astimezone(OFFICE_ZONE).replace(hour=23, minute=59, second=59, microsecond=0)
    return [
        (Words("还早", "far off"), day + timedelta(days=30), None),
        (Words("快到了", "near"), day + timedelta(days=3), None),
        (Words("今天", "today"), day, None),
        (Words("过了", "past"), day - timedelta(days=10), None),
        (Words("按分钟", "in minutes"), now + timedelta(minutes=28), None),
        (Words("分钟快到", "minutes, near"), now + timedelta(minutes=5), None),
        (Words("分钟过了", "minutes, past"), now - timedelta(minutes=17), None),
        (Words("办结", "done"), day + timedelta(days=3), now),
        (Words("超期办结", "done, late"), day - timedelta(days=10), now),
        (Words("没有期限", "none"), None, None),
    ]


def people() -> list[PersonRow]:
    """Return persons with a plain name, a rare and long one, a minor, and an organisation."""
    roles = {"buyer": Role(label=Words("买方", "Buyer"), is_party=True)}
    parties = [
        PartySheet("buyer[0]", "buyer", NOBODY, "陈𠮷", "440604********4012", 47),
        PartySheet("buyer[1]", "buyer", NOBODY, LONG_NAME, "650102********238X", 68),
        PartySheet("buyer[2]", "buyer", NOBODY, "区雪", "440604********0021", 15, is_minor=True, acting=_guardian()),
        PartySheet("buyer[3]", "buyer", None, "佛山市禅城区示例物业服务有限公司", "91440604MA4W00001X", None),
    ]
    return person_rows(parties, roles)


def _guardian() -> ActingSheet:
    kind, document = Representation.GUARDIAN, DocumentType.HK_MACAO_PERMIT
    words, document_words = REPRESENTATION_WORDS[kind], DOCUMENT_WORDS[document]
    return ActingSheet(kind, words, NOBODY, "黄𬭎", document, document_words, "H*******8")


def materials(now: datetime) -> list[MaterialRow]:
    """Return a document that is to come, one that is held with two scans, and one that need not come."""
    needed = [
        Needed("card", "", Words("居民身份证（卖方）", "Identity card"), Original.SEEN, True, (_LAW,), ()),
        Needed("form", "", Words("不动产登记申请书", "Registration form"), Original.KEPT, True, (_LAW, _LAW), ()),
        Needed("proof", "", Words("房屋原值凭证", "Proof of original value"), Original.SEEN, False, (), ()),
    ]
    given = {"form": MaterialSheet("form", "form", "", "B", ("0" * 64, "1" * 64), now)}
    return list(pile_groups(needed, given, {}, lambda digest: f"/style/#{digest[:1]}")[0].rows)


def sums() -> dict[str, Any]:
    """Return lines of two payers with their rows of tables."""
    rows = (
        ("b", "10119", Words("契税", "Deed tax"), 10_194_17, "deed_tax:first-home-to-90"),
        ("b", "452001", Words("不动产登记费", "Registration fee"), 80_00, "registration_fee:home"),
        ("s", "10101", Words("增值税", "VAT"), 1_305_825_27, "tax office, rate 0.03"),
        ("s", "10106", Words("个人所得税", "Individual income tax"), 0, "by hand"),
    )
    lines = [
        DueLine(who, "treasury" if n else "fees", code, w, Money(fen), b)
        for n, (who, code, w, fen, b) in enumerate(rows)
    ]
    payers = by_payer(lines, {"b": "陈𠮷", "s": LONG_NAME})
    return {"payers": payers, "total": total(x.amount for x in lines), "sum_sources": sources_of(lines)}


def fields() -> tuple[Sequence[Asked], dict[str, str], dict[str, list[Words]], dict[str, str]]:
    """Return fields of every type, their answers, what is wrong, and where answers come from."""
    own = (Choice(code="sole", words=Words("单独所有", "Sole")), Choice(code="joint", words=Words("共同共有", "Joint")))
    more = tuple(Choice(code=str(n), words=Words(f"第 {n} 种", f"Kind {n}")) for n in range(1, 6))
    price_hint = Words("写元，最多两位小数，例如 1050000。", "Yuan with at most two decimals, such as 1050000.")
    texts = {
        "s.location": Element(label=Words("坐落", "Location"), type=ElementType.TEXT),
        "s.price": Element(label=Words("成交价格", "Price"), type=ElementType.MONEY, unit=Words("元", "yuan")),
        "s.date": Element(
            label=Words("签订日期", "Signed on"),
            type=ElementType.DATE,
            hint=Words("例如 2026-03-02。", "Such as 2026-03-02."),
        ),
        "s.wrong": Element(label=Words("房屋原值", "Original value"), type=ElementType.MONEY, hint=price_hint),
        "s.own": Element(label=Words("共有方式", "Ownership"), type=ElementType.CHOICE, choices=own),
        "s.kind": Element(label=Words("种类", "Kind"), type=ElementType.CHOICE, choices=more),
        "s.agent": Element(label=Words("由代理人代办", "By an agent"), type=ElementType.YES_NO),
    }
    asked = [Asked(name, element, name != "s.kind", (), ()) for name, element in texts.items()]
    answers = {
        "s.location": "佛山市禅城区祖庙街道汾江中路39号12座3201房",
        "s.price": "1050000.00",
        "s.wrong": "六十万",
        "s.own": "joint",
    }
    return asked, answers, {"s.wrong": [price_hint]}, {"s.location": "department"}


def standings(now: datetime) -> list[Standing]:
    """Return a first sentence in each tone."""
    later = now + timedelta(minutes=28)
    return [
        Standing(
            "act",
            Words("已受理，办理中。", "Accepted, in work."),
            Words("下一步：收款 134,596.94 元。", "Next: collect 134,596.94 yuan."),
        ),
        Standing(
            "calm",
            Words("已受理，办理中。", "Accepted, in work."),
            Words("下一步：核价，等税务局业务系统答复。", "Next: assessment, waiting for the tax office's system."),
            later,
        ),
        Standing(
            "late",
            Words("卡住了。", "Blocked."),
            Words("“登簿”与登记系统联系不通。", "“Entry”: the registry's system cannot be reached."),
        ),
        Standing("done", Words("已办结。", "Closed."), Words("没有要办的了。", "Nothing is left to do.")),
    ]


def story(now: datetime) -> list[Told]:
    """Return a story long enough to be folded."""
    said = Words("陈静收材料 10 份，已核原件。", "陈静 took 10 documents, originals seen.")
    return [Told(now - timedelta(minutes=n), "", str(said)) for n in range(11)]


def _case(n: int, course: str, now: datetime) -> CaseSheet:
    state = "accepted" if course == "trouble" else course
    is_ended = course in ("granted", "refused", "terminated")
    until = now.astimezone(OFFICE_ZONE).replace(hour=23, minute=59, second=59, microsecond=0)
    return CaseSheet(
        id=UUID(int=n),
        number=f"440604-260302-0000001-{n:02d}",
        standard=standard(),
        department=_REGISTRY,
        department_code="registry",
        state=state,
        state_words=CASE_STATE_WORDS[state],
        promised_until=until + timedelta(days=_PROMISED_DAYS[n - 1]),
        statutory_until=until + timedelta(days=42),
        ended_at=now if is_ended else None,
        result="粤(2026)佛禅不动产权第0000001号" if course == "granted" else "",
        steps=tuple(_step(at, state_of, now) for at, state_of in zip(_STEPS, _COURSES[course], strict=True)),
        allowed=frozenset(),
        licence=None,
    )


def _step(text: tuple[str, Words, Decider, tuple[str, ...], Words], state: str, now: datetime) -> StepLine:
    code, name, decider, needs, office = text
    names = {c: w for c, w, *_ in _STEPS}
    remarks = {"trouble": "登记系统没有答复，已试 6 次。", "refused": "出卖人不是登记簿上的权利人。"}
    return StepLine(
        id=NOBODY,
        code=code,
        name=name,
        office=office,
        decided_by=decider,
        verb=code if decider is Decider.DESK else "",
        state=state,
        state_words=STEP_STATE_WORDS[state],
        opened_at=None if state == "waiting" else now - timedelta(minutes=20),
        until=None,
        done_at=now if state in ("done", "refused") else None,
        waits_for=tuple(names[n] for n in needs) if state == "waiting" else (),
        values={},
        remark=remarks.get(state, ""),
    )
