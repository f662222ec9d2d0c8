"""Facts as JSON text, for machines and the command line: read with Decimal, never float.

Reads no clock and no file, except where `text_of` is given a path.
"""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NoReturn

from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

_NO_JSON = Words("输入不是 JSON（{problem}）。", "The input is not JSON ({problem}).")
_NO_OBJECT = Words("输入应为 JSON 对象。", "The input must be a JSON object.")
_TWICE = Words("“{key}”写了两次。", '"{key}" stands there twice.')
_NO_DAY = Words("“{text}”不是日期，应写成 2016-12-19。", '"{text}" is no date; write it like 2016-12-19.')
_NO_FILE = Words("读不到文件 {file}：{problem}。", "The file {file} cannot be read: {problem}.")
_NO_UTF8 = Words("输入不是 UTF-8 文字。", "The input is not UTF-8 text.")


def facts_of(text: str | bytes) -> dict[str, object]:
    """Return the JSON object in a text, numbers as int or Decimal; raises BadInput.

    >>> facts_of('{"price": 1050000.10}')
    {'price': Decimal('1050000.10')}
    """
    try:
        said = text if isinstance(text, str) else text.decode("utf-8-sig")
        facts = _DECODER.decode(said)
    except UnicodeDecodeError:
        raise BadInput(_NO_UTF8) from None
    except (ValueError, RecursionError, ArithmeticError) as error:
        problem = getattr(error, "msg", None) or type(error).__name__
        raise BadInput(_NO_JSON.fill(problem=f"{problem}, {getattr(error, 'pos', 0)}")) from None
    if not isinstance(facts, dict):
        raise BadInput(_NO_OBJECT)
    return facts


def day_of(given: object, field: str = "on") -> date:
    """Return a date written like 2016-12-19; raises BadInput that names the field."""
    try:
        if isinstance(given, str) and _DAY.fullmatch(given):
            return date.fromisoformat(given)
    except ValueError:
        pass
    words = _NO_DAY.fill(text=str(given)[:40])
    raise BadInput(words, {field: [words]})


def text_of(argument: str) -> str:
    """Return a command's argument, or the text of the file that `@path` names; raises BadInput."""
    if not argument.startswith("@"):
        return argument
    try:
        return Path(argument[1:]).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(_NO_UTF8) from None
    except OSError as error:
        raise BadInput(_NO_FILE.fill(file=argument[1:], problem=error.strerror)) from None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        words = _TWICE.fill(key=double)
        raise BadInput(words, {double: [words]})
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


_DECODER = json.JSONDecoder(parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_object)
