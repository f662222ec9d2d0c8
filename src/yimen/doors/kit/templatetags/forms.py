"""Fields of small forms that ask for a verb's own words: one tag, so that label, hint and problem stand alike.

A page may hold several such forms with fields of the same name; each carries its name in a hidden field `form`, and
what was typed or wrong is shown in that form alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template

from yimen.cases.reads.proceedings import ProceedingSheet
from yimen.cases.rules.proceedings import OpinionData
from yimen.cases.states import STAND_WORDS, ProceedingState, Stand
from yimen.kernel.words import Words

_HEARING = {
    ProceedingState.TOLD: Words("已告知，可以要求听证", "may be asked for"),
    ProceedingState.ASKED: Words("已要求，待安排", "asked for, to be scheduled"),
    ProceedingState.SCHEDULED: Words("已安排", "scheduled"),
    ProceedingState.DONE: Words("已举行，笔录已签", "held, record signed"),
}
_LAPSED = Words("期满没有要求听证", "nobody asked in time")
register = template.Library()
Choices = Iterable[tuple[object, object]]


@register.inclusion_tag("kit/ask.html", takes_context=True)
def ask(
    context: Mapping[str, Any],
    form: str,
    name: str,
    zh: str,
    en: str,
    kind: str = "area",
    choices: Choices = (),
    hint: Words | None = None,
    value: str = "",
) -> dict[str, object]:
    """Draw a field: `kind` is area, text, number, moment, choice, several or yes; `choices` are values with words."""
    typed: Any = context.get("typed") or {}
    is_this = typed.get("form") == form
    wrong: Mapping[str, Sequence[Words]] = context.get("wrong") or {}
    several = typed.getlist(name) if is_this and kind == "several" else []
    return {
        "id": f"{form}-{name}",
        "name": name,
        "label": Words(zh, en),
        "kind": kind,
        "choices": [(str(key), words, not isinstance(words, Words)) for key, words in choices],
        "hint": hint,
        "value": typed.get(name, "") if is_this else value,
        "several": several,
        "problem": wrong[name][0] if is_this and wrong.get(name) else None,
    }


@register.simple_tag(takes_context=True)
def is_form(context: Mapping[str, Any], form: str) -> bool:
    """Return whether the form was sent and came back with something wrong: it then stands open."""
    return bool((context.get("typed") or {}).get("form") == form)


@register.filter
def stand(sheet: ProceedingSheet) -> str:
    """Return what a department that was asked says, in a word."""
    assert isinstance(sheet.data, OpinionData)
    return str(STAND_WORDS[Stand(sheet.data.stand)])


@register.filter
def hearing_words(sheet: ProceedingSheet) -> str:
    """Return where a hearing stands."""
    return str(_LAPSED if sheet.state is ProceedingState.TOLD and sheet.is_late else _HEARING[sheet.state])
