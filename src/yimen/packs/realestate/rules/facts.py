"""What has to be known about a sale to estimate its taxes, read from plain values. Estimates nothing.

Numbers come as int, Decimal or text, never as float. Every wrong field is told at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from yimen.catalogue.rules.table_cells import plain, read_number
from yimen.kernel.errors import BadInput
from yimen.kernel.money import Money
from yimen.kernel.words import Words, joined

T = TypeVar("T")

REGION_CLASSES = ("first_tier", "other")
HOUSE_TYPES = ("ordinary", "non_ordinary", "non_residential")
CITY_TAX_RATES = ("0.07", "0.05", "0.01")
NOTHING = Money(0)
MOST_YUAN = Decimal(100_000_000_000)
MOST_M2 = Decimal(100_000)
MOST_YEARS = Decimal(100)

_MISSING = Words("缺少 {field}（{zh}）。", "{field} ({en}) is missing.")
_UNKNOWN = Words("不认识 {field}；可用：{known}。", "{field} is unknown; known: {known}.")
_WRONG = Words("{field}（{zh}）不能是 {value}：应为{wanted_zh}。", "{field} ({en}) cannot be {value}: {wanted_en}.")

_LABELS: Mapping[str, Words] = {
    "price": Words("含税成交价", "price with VAT"),
    "area_m2": Words("建筑面积", "floor area"),
    "house_order": Words("家庭第几套住房", "which home of the family"),
    "region_class": Words("城市类别", "class of city"),
    "house_type": Words("房屋类型", "type of house"),
    "held_years": Words("持有年限", "years held"),
    "only_home": Words("是否家庭唯一住房", "whether it is the family's only home"),
    "assessed_price": Words("核定的计税价格", "price assessed by the tax office"),
    "city_tax_rate": Words("城市维护建设税税率", "rate of urban construction tax"),
    "original_value": Words("房屋原值", "original value"),
    "costs": Words("合理费用", "reasonable costs"),
}
NEEDED = ("price", "area_m2", "house_order", "region_class", "house_type", "held_years", "only_home")


@dataclass(frozen=True, slots=True)
class SaleFacts:
    """One sale of a home by an individual.

    price: contract price with VAT. area_m2: floor area (建筑面积). house_order: the buyer's family's first,
    second or third and further home. held_years: full years and parts since the seller bought. only_home: of
    the seller's family. assessed_price: what the tax office assessed, if it did. original_value, costs: of
    the seller, if proven."""

    price: Money
    area_m2: Decimal
    house_order: int
    region_class: str
    house_type: str
    held_years: Decimal
    only_home: bool
    assessed_price: Money | None = None
    city_tax_rate: str = "0.07"
    original_value: Money | None = None
    costs: Money = NOTHING


def read_facts(given: Mapping[str, object]) -> SaleFacts:
    """Return the facts in plain values (JSON with Decimal); raises BadInput that tells every wrong field.

    Money in yuan with at most two decimals. Optional fields may be absent or None.

    >>> read_facts({"price": "1050000", "area_m2": 95, "house_order": 1, "region_class": "other",
    ...             "house_type": "ordinary", "held_years": 3, "only_home": False}).price
    Money(fen=105000000)
    """
    form = _Form(given)
    facts = SaleFacts(
        price=form.read("price", _price, Money(1)),
        area_m2=form.read("area_m2", _area, Decimal(1)),
        house_order=form.read("house_order", _order, 1),
        region_class=form.read("region_class", _one_of(REGION_CLASSES), "other"),
        house_type=form.read("house_type", _one_of(HOUSE_TYPES), "ordinary"),
        held_years=form.read("held_years", _years, Decimal(0)),
        only_home=form.read("only_home", _yes_no, False),
        assessed_price=form.read("assessed_price", _price, None),
        city_tax_rate=form.read("city_tax_rate", _city_rate, "0.07"),
        original_value=form.read("original_value", _money, None),
        costs=form.read("costs", _money, NOTHING),
    )
    form.finish()
    return facts


class _Wanted(Exception):
    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.words = Words(zh, en)


class _Form:
    """Reads fields one by one and collects what is wrong."""

    def __init__(self, given: Mapping[str, object]) -> None:
        self._given = given
        self._wrong: dict[str, list[Words]] = {}
        for name in given:
            if name not in _LABELS:
                self._wrong[name] = [_UNKNOWN.fill(field=name[:40], known=", ".join(_LABELS))]

    def read(self, field: str, reader: Callable[[object], T], otherwise: T) -> T:
        value, label = self._given.get(field), _LABELS[field]
        if value is None:
            if field in NEEDED:
                self._wrong[field] = [_MISSING.fill(field=field, zh=label.zh, en=label.en)]
            return otherwise
        try:
            return reader(value)
        except _Wanted as wanted:
            shown = repr(plain(value) if isinstance(value, Decimal) and abs(value.adjusted()) < 40 else value)
            words = _WRONG.fill(
                field=field,
                zh=label.zh,
                en=label.en,
                value=shown if len(shown) <= 60 else f"{shown[:57]}…",
                wanted_zh=wanted.words.zh,
                wanted_en=wanted.words.en,
            )
            self._wrong[field] = [words]
            return otherwise

    def finish(self) -> None:
        if self._wrong:
            raise BadInput(joined([w for words in self._wrong.values() for w in words]), self._wrong)


def _number(value: object) -> Decimal | None:
    if isinstance(value, str):
        return read_number(value)
    if isinstance(value, Decimal):
        return value if value.is_finite() and abs(value.adjusted()) <= 15 else None
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value) if abs(value) < 10**15 else None
    return None


def _money(value: object) -> Money:
    number = _number(value)
    if number is None or not 0 <= number <= MOST_YUAN or number * 100 != (number * 100).to_integral_value():
        raise _Wanted(
            f"0 到 {MOST_YUAN:,} 元的金额，最多两位小数",
            f"yuan from 0 to {MOST_YUAN:,} with at most two decimals",
        )
    return Money(int(number * 100))


def _price(value: object) -> Money:
    money = _money(value)
    if money.fen == 0:
        raise _Wanted("大于 0 的金额", "more than 0")
    return money


def _area(value: object) -> Decimal:
    number = _number(value)
    if number is None or not 0 < number <= MOST_M2:
        raise _Wanted(f"大于 0、不超过 {MOST_M2:,} 的平方米数", f"square metres above 0, at most {MOST_M2:,}")
    return number


def _years(value: object) -> Decimal:
    number = _number(value)
    if number is None or not 0 <= number <= MOST_YEARS:
        raise _Wanted(f"0 到 {MOST_YEARS} 的年数", f"years from 0 to {MOST_YEARS}")
    return number


def _order(value: object) -> int:
    number = _number(value)
    if number is None or number not in (1, 2, 3):
        raise _Wanted("1、2 或 3（3 为第三套及以上）", "1, 2 or 3 (3: third or more)")
    return int(number)


def _yes_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise _Wanted("true 或 false", "true or false")
    return value


def _city_rate(value: object) -> str:
    number = _number(value)
    text = next((rate for rate in CITY_TAX_RATES if number == Decimal(rate)), None)
    if text is None:
        raise _Wanted("0.07、0.05 或 0.01", "0.07, 0.05 or 0.01")
    return text


def _one_of(known: tuple[str, ...]) -> Callable[[object], str]:
    def read(value: object) -> str:
        if not isinstance(value, str) or value not in known:
            raise _Wanted(f"{'、'.join(known)} 之一", f"one of {', '.join(known)}")
        return value

    return read
