"""Ask other departments for their opinion (征求会办意见): a lead department asks, each answers by its own day.

Law: 行政许可法 art 26(2) (several departments, one of which takes the lead). The case's limit runs on: waiting for
another department is no reason that art 45 knows. No law gives the day; the lead sets it, within the case's limit.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.opinions import opinion_text
from yimen.cases.actions.inside.proceedings import begin
from yimen.cases.models import Case, Proceeding
from yimen.cases.rules.proceedings import LONGEST_OPINION, OpinionData
from yimen.cases.states import CaseVerb, ProceedingKind, ProceedingState
from yimen.kernel.actor import Actor
from yimen.kernel.calendar import work_calendar
from yimen.kernel.errors import BadInput, Conflict
from yimen.kernel.journal import Entry, entry
from yimen.kernel.limits import due
from yimen.kernel.words import Words
from yimen.kernel.workdays import Limit, Unit
from yimen.people.reads import departments

_WHOM = Words("请选要征求意见的部门（不能选本部门）。", "Choose the departments to ask (not your own).")
_DAYS = Words(
    f"请写明几个工作日内回复（1至{LONGEST_OPINION}）。", f"Say within how many working days (1 to {LONGEST_OPINION})."
)
_BEYOND = Words(
    "意见要在{until}之后才到期，超过了本件的法定期限，请少给几天。",
    "The opinion would be due after the case's own limit ends ({until}): give fewer days.",
)
_ASKED = Words("{office}的意见已经在等了。", "The opinion of {office} is awaited already.")


@entry(
    "case",
    CaseVerb.CONSULT,
    citizen=Words("正在征求{offices}的意见。", "The opinion of {offices_en} is asked for."),
    clerk=Words(
        "{by}征求{offices}的意见，{days}个工作日内回复。", "{by} asked {offices_en} within {days} working days."
    ),
)
class Consult(Entry, frozen=True):
    """Opinions were asked for; `codes` are the offices' codes."""

    offices: str
    offices_en: str
    codes: list[str]
    days: int


def consult(*, case_id: UUID, offices: Collection[str], question: str, days: int, actor: Actor) -> None:
    """Ask departments (by code) for their opinion within `days` working days.

    Raises BadInput naming each field, Conflict when one is asked already, Refused.
    """
    question, codes = opinion_text(question, "question"), list(dict.fromkeys(offices))
    if not 1 <= days <= LONGEST_OPINION:
        raise BadInput(_DAYS, {"days": [_DAYS]})
    with CASE.act(CaseVerb.CONSULT, case_id, actor=actor) as deed:
        case, known = deed.subject, departments()
        if not codes or not set(codes) <= set(known) - {case.department_id}:
            raise BadInput(_WHOM, {"offices": [_WHOM]})
        _check_new(case, codes)
        until = due(Limit(days, Unit.WORKING_DAY), deed.now, work_calendar()).at
        if until is not None and case.statutory_until is not None and until > case.statutory_until:
            words = _BEYOND.fill(until=f"{case.statutory_until:%Y-%m-%d}")
            raise BadInput(words, {"days": [words]})
        for code in codes:
            data = OpinionData(question)
            begin(deed, ProceedingKind.OPINION, ProceedingState.ASKED, data, office=code, until=until)
        case.consulted = sorted({*case.consulted, *codes})
        names = [known[code].name for code in codes]
        zh, en = "、".join(n.zh for n in names), ", ".join(n.en for n in names)
        deed.note(case, Consult(offices=zh, offices_en=en, codes=codes, days=days))


def _check_new(case: Case, codes: Collection[str]) -> None:
    awaited = Proceeding.objects.filter(case=case.id, kind=ProceedingKind.OPINION, ended_at__isnull=True)
    row = awaited.filter(office__in=codes).first()
    if row is not None:
        name = departments()[row.office].name
        raise Conflict(Words(_ASKED.zh.format(office=name.zh), _ASKED.en.format(office=name.en)))
