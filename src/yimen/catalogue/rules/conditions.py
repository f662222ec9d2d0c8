"""Conditions in the text of a matter: expressions of zen-engine, compiled once. No `eval`, no access to the program.

What a condition may name: `situation`, the roles of the bundle (`buyer[0].house_order`), `matters` (codes in the
application), `on` (the day, as text), and `this` for the holder in a rule that is asked once per holder.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import zen

from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words

Facts = Mapping[str, Any]


def holds(condition: str, facts: Facts) -> bool:
    """Return whether `condition` holds; an empty one always does. Anything but true or false is an error.

    >>> holds("situation.by_agent == 'yes' and 'deed_tax' in matters", {"situation": {}, "matters": []})
    False
    """
    if not condition:
        return True
    answer = _compiled(condition).evaluate(facts)
    if not isinstance(answer, bool):
        raise _wrong(condition, "的结果不是“是”或“否”", "gives neither true nor false")
    return answer


@cache
def _compiled(condition: str) -> Any:
    try:
        return zen.compile_expression(condition)
    except RuntimeError as error:
        raise _wrong(condition, "写法有误", str(error).partition("\n")[0]) from None


def _wrong(condition: str, zh: str, en: str) -> BadInput:
    return BadInput(Words(f"条件“{condition}”{zh}。", f"The condition “{condition}”: {en}."))
