"""The merged form of an application (一表申请): which fields are asked for whom, and what is wrong with the answers.

Pure.

A field is asked once however many matters need it; the purposes are kept together (个人信息保护法 art 6).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from typing import Any

import jsonschema_rs

from yimen.catalogue.rules.conditions import Facts, holds
from yimen.catalogue.rules.standards import Acceptance, Bundle, Element, Field
from yimen.catalogue.states import ElementType
from yimen.kernel.errors import BadInput
from yimen.kernel.money import Money
from yimen.kernel.words import Words

ANSWER_NOT_READABLE = Words("这一项填得不对，请改正。", "This is not right; please correct it.")


@dataclass(frozen=True, slots=True)
class Asked:
    """A field as it is asked: `buyer[0].house_order`, its element, and for which matters."""

    field: str
    element: Element
    required: bool
    purposes: tuple[Words, ...]
    matters: tuple[str, ...]
    from_query: str = ""
    is_situation: bool = False


def asked(
    acceptances: Sequence[Acceptance],
    elements: Mapping[str, Element],
    counts: Mapping[str, int],
    facts: Facts,
) -> list[Asked]:
    """Return every field to be asked, in the order of the text, merged over the matters.

    `counts` says how many hold each role. Conditions are asked of `facts`, with `this` the holder of a repeated field.
    """
    merged: dict[str, Asked] = {}
    for acceptance in acceptances:
        for is_situation, fields in ((True, acceptance.situations), (False, acceptance.fields)):
            for text in fields:
                for name, this in _instances(text, counts, facts):
                    if holds(text.when, {**facts, "this": this}):
                        _merge(merged, name, text, acceptance.matter, elements, is_situation)
    return list(merged.values())


def _instances(text: Field, counts: Mapping[str, int], facts: Facts) -> list[tuple[str, Any]]:
    if not text.is_repeated:
        return [(text.field, facts.get(text.role, {}))]
    holders = facts.get(text.role, [])
    return [
        (f"{text.role}[{n}].{text.element}", holders[n] if n < len(holders) else {})
        for n in range(counts.get(text.role, 0))
    ]


def _merge(
    merged: dict[str, Asked],
    name: str,
    text: Field,
    matter: str,
    elements: Mapping[str, Element],
    is_situation: bool,
) -> None:
    known = merged.get(name)
    if known is None:
        element = elements[text.element]
        merged[name] = Asked(name, element, text.required, (text.purpose,), (matter,), text.from_query, is_situation)
    else:
        purposes = known.purposes if text.purpose in known.purposes else (*known.purposes, text.purpose)
        merged[name] = Asked(
            name,
            known.element,
            known.required or text.required,
            purposes,
            (*known.matters, matter),
            known.from_query or text.from_query,
            known.is_situation or is_situation,
        )


def wrong_answers(fields: Sequence[Asked], answers: Mapping[str, str]) -> dict[str, Words]:
    """Return what is wrong, per field: missing, or not readable as its element. All at once, never the first only."""
    wrong: dict[str, Words] = {}
    for field in fields:
        if field.required and not answers.get(field.field, "").strip():
            wrong[field.field] = Words(f"请填写“{field.element.label.zh}”。", f"Give “{field.element.label.en}”.")
    by_name = {f.field: f for f in fields}
    given = {name: value for name, value in answers.items() if name in by_name and value.strip()}
    for name, words in _violations(by_name, given).items():
        wrong.setdefault(name, words)
    return wrong


def _violations(by_name: Mapping[str, Asked], given: Mapping[str, str]) -> dict[str, Words]:
    key = tuple(sorted((name, by_name[name].element) for name in given))
    return {
        str(error.instance_path[0]): _hint(by_name[str(error.instance_path[0])].element)
        for error in _validator(tuple(n for n, _ in key), tuple(e for _, e in key)).iter_errors(dict(given))
        if error.instance_path
    }


def _hint(element: Element) -> Words:
    return element.hint or ANSWER_NOT_READABLE


@lru_cache(maxsize=512)
def _validator(names: tuple[str, ...], elements: tuple[Element, ...]) -> Any:
    properties = {name: element_schema(element) for name, element in zip(names, elements, strict=True)}
    schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return jsonschema_rs.validator_for(schema, formats=_FORMATS, validate_formats=True)


def element_schema(element: Element) -> dict[str, Any]:
    """Return the JSON Schema of an element's answer (always text)."""
    schema: dict[str, Any] = {
        "type": "string",
        "maxLength": element.longest,
        "pattern": r"^[^\u0000-\u0008\u000b-\u001f]*$",
    }
    if element.type is ElementType.CHOICE:
        schema["enum"] = [choice.code for choice in element.choices]
    elif element.type is ElementType.YES_NO:
        schema["enum"] = ["yes", "no"]
    elif element.type is not ElementType.TEXT:
        schema["format"] = f"yimen-{element.type}"
    return schema


def _is_money(text: str) -> bool:
    try:
        return 0 <= Money.yuan(text).fen < 10**15
    except BadInput:
        return False


def _is_area(text: str) -> bool:
    try:
        area = Decimal(text)
    except InvalidOperation:
        return False
    return area.is_finite() and 0 < area < 10**7 and area * 100 == (area * 100).to_integral_value()


def _is_date(text: str) -> bool:
    try:
        return len(text) == 10 and date.fromisoformat(text).year >= 1900
    except ValueError:
        return False


def _is_share(text: str) -> bool:
    try:
        return text.isascii() and 0 < Fraction(text) <= 1 and "/" in text
    except (ValueError, ZeroDivisionError):
        return False


def _is_phone(text: str) -> bool:
    digits = text.replace("-", "").replace(" ", "").removeprefix("+")
    return digits.isascii() and digits.isdigit() and 7 <= len(digits) <= 15


_FORMATS = {
    f"yimen-{ElementType.MONEY}": _is_money,
    f"yimen-{ElementType.AREA}": _is_area,
    f"yimen-{ElementType.DATE}": _is_date,
    f"yimen-{ElementType.SHARE}": _is_share,
    f"yimen-{ElementType.PHONE}": _is_phone,
}


def wrong_shares(role: str, field: str, ownership: str, shares: Sequence[str]) -> dict[str, Words]:
    """Return what is wrong with the shares of owners: by shares they add up to one, jointly there are none (民法典
    art 298, 299).

    `field` is the one that says how they own; `shares` holds one text per holder, empty when none was given.

    >>> wrong_shares("buyer", "deal.buyer_ownership", "shares", ["1/3", "1/3"])["buyer[0].share"].en
    'The shares must add up to one; they add up to 2/3.'
    >>> wrong_shares("buyer", "deal.buyer_ownership", "joint", [""])["deal.buyer_ownership"].en
    'One person owns alone, neither jointly nor by shares.'
    """
    if ownership in ("joint", "shares") and len(shares) == 1:
        words = Words("一个人不能共有，请选“单独所有”。", "One person owns alone, neither jointly nor by shares.")
        return {field: words}
    if ownership == "sole" and len(shares) > 1:
        return {field: Words("有两个以上的人，请选共同共有或按份共有。", "Several persons own jointly or by shares.")}
    if ownership != "shares" or not all(_is_share(s) for s in shares):
        return {}
    total = sum((Fraction(s) for s in shares), Fraction(0))
    if total == 1:
        return {}
    words = Words(f"各人份额相加应等于一，现在是{total}。", f"The shares must add up to one; they add up to {total}.")
    return {f"{role}[{n}].share": words for n in range(len(shares))}


def counts_wrong(bundle: Bundle, counts: Mapping[str, int]) -> dict[str, Words]:
    """Return, per role, that too few or too many hold it."""
    return {
        name: Words(
            f"{role.label.zh}应有{role.least}至{role.most}人，现在是{counts.get(name, 0)}人。",
            f"There must be {role.least} to {role.most} for “{role.label.en}”; there are {counts.get(name, 0)}.",
        )
        for name, role in bundle.roles.items()
        if role.is_party and not role.least <= counts.get(name, 0) <= role.most
    }
