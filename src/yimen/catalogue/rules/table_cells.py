"""The closed grammar of a cell: `any`, a value, a list of values, `<= 90`, `> 90`, `[2..5)`. No expressions.

Full-width signs and ≤ ≥ are taken as what they mean. Because the grammar is closed, every input falls into
finitely many pieces, so that a table can be proved complete (`table_check`) and a number never meets a float
(`table_axes`)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from yimen.catalogue.rules.table import Anything, Cell, Input, InputType, OneOf, Span
from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words

NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,12})?", re.ASCII)  # fewer digits than Decimal keeps, so nothing is rounded
_COMPARISON = re.compile(r"(<=|>=|<|>)\s*(\S+)")
_RANGE = re.compile(r"([\[(])\s*(\S+?)\s*\.\.\s*(\S+?)\s*([\])])")
_SIGNS = str.maketrans({"≤": "<=", "≥": ">=", "、": ",", "…": ".."})

_ALLOWED_NUMBER = Words(
    "可写：any、一个数、用逗号分开的几个数、<= 90、> 90、[2..5)（方括号含、圆括号不含）",
    "allowed: any, a number, numbers with commas, <= 90, > 90, [2..5) (square includes, round excludes)",
)
_UNREADABLE = Words("“{text}”看不懂；{allowed}。", '"{text}" cannot be read; {allowed}.')
_OUTSIDE = Words("“{text}”超出 {name} 的范围 {domain}。", '"{text}" is outside the range of {name}, {domain}.')
_TWICE = Words("“{text}”写了两次。", '"{text}" stands there twice.')
_EMPTY = Words("“{text}”里没有任何值。", '"{text}" holds no value at all.')


def read_cell(raw: str | Sequence[str], of: Input) -> Cell:
    """Read one cell of the column `of`; raises BadInput with what is wrong and what is allowed.

    >>> from yimen.catalogue.rules.table import Input, InputType
    >>> area = Input("area_m2", InputType.DECIMAL, Words("面积", "Area"))
    >>> read_cell("<= 90", area)
    Span(low=None, low_in=False, high=Decimal('90'), high_in=True)
    >>> write_cell(read_cell("（９０..140］", area))
    '(90..140]'
    """
    if not isinstance(raw, str):
        return _one_of([_plain(item) for item in raw], of, ", ".join(raw))
    text = _plain(raw)
    if text == "any":
        return Anything()
    if of.choices:
        return _one_of(_parts(text), of, raw)
    return _span(text, of, raw) or _one_of(_parts(text), of, raw)


def write_cell(cell: Cell) -> str:
    """Return the cell's one canonical text."""
    if isinstance(cell, Anything):
        return "any"
    if isinstance(cell, OneOf):
        return ", ".join(plain(v) for v in cell.values)
    if cell.low is None and cell.high is not None:
        return f"{'<=' if cell.high_in else '<'} {plain(cell.high)}"
    if cell.high is None and cell.low is not None:
        return f"{'>=' if cell.low_in else '>'} {plain(cell.low)}"
    assert cell.low is not None and cell.high is not None, "a span has a bound"
    left, right = "[" if cell.low_in else "(", "]" if cell.high_in else ")"
    return f"{left}{plain(cell.low)}..{plain(cell.high)}{right}"


def read_number(text: str) -> Decimal | None:
    """Return the plain number that `text` is, or None: no exponent, no sign but minus, no grouping."""
    return _tidy(Decimal(text)) if NUMBER.fullmatch(text) else None


def plain(value: str | Decimal) -> str:
    """Return a value as text; a number without exponent and without idle zeros.

    >>> plain(Decimal("90.50"))
    '90.5'
    """
    return value if isinstance(value, str) else format(_tidy(value), "f")


def domain_of(of: Input) -> str:
    """Return the range of a number input as text, such as `1..3` or `0..`."""
    low = "" if of.min is None else plain(of.min)
    return f"{low}..{'' if of.max is None else plain(of.max)}"


def within(value: Decimal, of: Input) -> bool:
    """Whether a number lies in the input's range."""
    return (of.min is None or value >= of.min) and (of.max is None or value <= of.max)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text.translate(_SIGNS)).strip()


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")]


def _tidy(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()


def _allowed(of: Input) -> Words:
    if not of.choices:
        return _ALLOWED_NUMBER
    listed = ", ".join(of.choices)
    return Words(f"可写：any，或其中一个或几个：{listed}", f"allowed: any, or one or more of {listed}")


def _unreadable(raw: str, of: Input) -> BadInput:
    allowed = _allowed(of)
    return BadInput(
        Words(
            _UNREADABLE.zh.format(text=raw, allowed=allowed.zh),
            _UNREADABLE.en.format(text=raw, allowed=allowed.en),
        )
    )


def _one_of(parts: Sequence[str], of: Input, raw: str) -> OneOf:
    if not parts:
        raise _unreadable(raw, of)
    for part in parts:
        if parts.count(part) > 1:
            raise BadInput(_TWICE.fill(text=part))
        if of.choices and part not in of.choices:
            raise _unreadable(part, of)
    if of.choices:
        return OneOf(tuple(parts))
    numbers = [_number(part, of, raw) for part in parts]
    for number in numbers:
        if not within(number, of):
            raise BadInput(_OUTSIDE.fill(text=plain(number), name=of.name, domain=domain_of(of)))
        if numbers.count(number) > 1:
            raise BadInput(_TWICE.fill(text=plain(number)))
    return OneOf(tuple(numbers))


def _number(text: str, of: Input, raw: str) -> Decimal:
    number = read_number(text)
    if number is None or (of.type is InputType.INT and number != number.to_integral_value()):
        raise _unreadable(raw, of)
    return number


def _span(text: str, of: Input, raw: str) -> Span | None:
    if found := _COMPARISON.fullmatch(text):
        bound, with_it = _number(found[2], of, raw), found[1].endswith("=")
        below = found[1].startswith("<")
        span = Span(None, False, bound, with_it) if below else Span(bound, with_it, None, False)
    elif found := _RANGE.fullmatch(text):
        low, high = _number(found[2], of, raw), _number(found[3], of, raw)
        span = Span(low, found[1] == "[", high, found[4] == "]")
    else:
        return None
    if _is_empty(span, of):
        raise BadInput(_EMPTY.fill(text=raw))
    return span


def _is_empty(span: Span, of: Input) -> bool:
    low, low_in, high, high_in = span.low, span.low_in, span.high, span.high_in
    if of.min is not None and (low is None or low < of.min):
        low, low_in = of.min, True
    if of.max is not None and (high is None or high > of.max):
        high, high_in = of.max, True
    if low is None or high is None:
        return False
    if of.type is InputType.INT:
        return low + (not low_in) > high - (not high_in)
    return low > high or (low == high and not (low_in and high_in))
