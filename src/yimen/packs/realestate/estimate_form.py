"""The estimate of taxes that anybody may ask for: its questions in plain words, and the same rule as the counter's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from yimen.catalogue.rules.estimates import Estimated, EstimateField, EstimateForm, EstimateLine
from yimen.catalogue.rules.table import Table
from yimen.catalogue.rules.table_facts import day_of
from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words, joined
from yimen.packs.realestate.rules.due import ITEMS
from yimen.packs.realestate.rules.facts import read_facts
from yimen.packs.realestate.rules.rates import rates
from yimen.packs.realestate.rules.tax import Line, estimate

_SELLER, _BUYER, _BOTH = Words("卖方", "Seller"), Words("买方", "Buyer"), Words("双方", "Both sides")
_PAYERS = {"deed_tax": _BUYER, "registration_fee": _BUYER, "transfer_fee": _BOTH}
_YES_NO = (("true", Words("是", "Yes")), ("false", Words("不是", "No")))
_GIVE = Words("请填“{zh}”。", "Give “{en}”.")
_LIKE = {
    "money": Words("“{zh}”请写成数字，单位元，例如 1050000。", "Write “{en}” in figures, in yuan, such as 1050000."),
    "number": Words("“{zh}”请写成数字，例如 95。", "Write “{en}” in figures, such as 95."),
    "date": Words("“{zh}”请写成 2026-03-02 这样。", "Write “{en}” like 2026-03-02."),
    "choice": Words("“{zh}”请从下面选一个。", "Choose one for “{en}”."),
}
_TIDY = str.maketrans("，０１２３４５６７８９．", ",0123456789.")

_FIELDS = (
    EstimateField(
        "on",
        Words("合同签订日期", "Day the contract was signed"),
        "date",
        Words("还没签就填今天。", "Not signed yet: today."),
    ),
    EstimateField(
        "price",
        Words("成交价", "Price"),
        "money",
        Words("合同上的总价，例如 1050000。", "The whole price in the contract, such as 1050000."),
        Words("元", "yuan"),
    ),
    EstimateField(
        "area_m2",
        Words("建筑面积", "Floor area"),
        "number",
        Words("房产证上写的，例如 95。", "As on the certificate, such as 95."),
        Words("平方米", "m²"),
    ),
    EstimateField(
        "house_order",
        Words("买下后是买方家庭的第几套房", "Which home of the buyer's family it will be"),
        "choice",
        Words("家庭指本人、配偶和未成年子女。", "Family: herself, spouse, children under age."),
        choices=(
            ("1", Words("第一套（唯一住房）", "The first")),
            ("2", Words("第二套", "The second")),
            ("3", Words("第三套或更多", "The third or more")),
        ),
    ),
    EstimateField(
        "held_years",
        Words("卖方拿到这套房几年了", "How many years the seller has had it"),
        "number",
        Words("满几年写几年，不满一年写 0。", "Full years; 0 below one year."),
        Words("年", "years"),
    ),
    EstimateField(
        "only_home",
        Words("是不是卖方家庭唯一的住房", "Is it the seller's family's only home"),
        "choice",
        choices=_YES_NO,
    ),
    EstimateField(
        "house_type",
        Words("房屋类型", "Type of house"),
        "choice",
        Words("拿不准就选普通住房，窗口会核对。", "If unsure choose ordinary; the window checks it."),
        choices=(
            ("ordinary", Words("普通住房", "Ordinary home")),
            ("non_ordinary", Words("非普通住房", "Non-ordinary home")),
            ("non_residential", Words("不是住房", "Not a home")),
        ),
    ),
    EstimateField(
        "region_class",
        Words("房子在哪里", "Where the house is"),
        "choice",
        choices=(
            ("other", Words("本市（佛山）和其他城市", "Foshan and other cities")),
            ("first_tier", Words("北京、上海、广州、深圳", "Beijing, Shanghai, Guangzhou, Shenzhen")),
        ),
    ),
    EstimateField(
        "original_value",
        Words("卖方当初买房的价格", "What the seller paid for it"),
        "money",
        Words(
            "有发票或合同能证明才填；没有就空着。",
            "Only if an invoice or contract proves it.",
        ),
        Words("元", "yuan"),
        is_required=False,
    ),
    EstimateField(
        "costs",
        Words("卖方有凭证的装修费、贷款利息等", "Renovation, interest and the like the seller can prove"),
        "money",
        None,
        Words("元", "yuan"),
        is_required=False,
    ),
)


def asked(answers: Mapping[str, str]) -> Estimated:
    """Return the estimate for answers as they were typed. Raises BadInput naming fields, NotCovered."""
    given = {f.name: answers.get(f.name, "").strip().translate(_TIDY).replace(",", "") for f in _FIELDS}
    wrong = {f.name: [_GIVE.fill(zh=f.label.zh, en=f.label.en)] for f in _FIELDS if f.is_required and not given[f.name]}
    facts: dict[str, object] = {n: v for n, v in given.items() if v and n != "on"}
    if "only_home" in facts:
        facts["only_home"] = {"true": True, "false": False}.get(given["only_home"], given["only_home"])
    on = date.min
    try:
        on = day_of(given["on"]) if given["on"] else on
    except BadInput:
        wrong["on"] = [_told("on")]
    try:
        read_facts(facts)
    except BadInput as error:
        for field in error.fields:
            wrong.setdefault(field, [_told(field)])
    if wrong:
        raise BadInput(joined([w for words in wrong.values() for w in words]), wrong)
    try:
        found = estimate(on, read_facts(facts))
    except BadInput as error:
        needed = {f: [_NEEDS_VALUE] if f == "original_value" else [error.words] for f in error.fields}
        raise BadInput(error.words if not needed else joined([w for v in needed.values() for w in v]), needed) from None
    return Estimated(tuple(_line(line) for line in found.lines), found.total)


_NEEDS_VALUE = Words(
    "这套房按差价计税，要填卖方当初买房的价格。", "Here the tax is on the gain: give what the seller paid for it."
)


def _told(name: str) -> Words:
    field = next(f for f in _FIELDS if f.name == name)
    return _LIKE[field.kind].fill(zh=field.label.zh, en=field.label.en)


def _line(line: Line) -> EstimateLine:
    rate = f"{(line.rate * 100).normalize():f}%"
    reckoned = Words(f"{line.base:,.2f} 元 × {rate}", f"{line.base:,.2f} yuan × {rate}")
    if line.kind in ("registration_fee", "transfer_fee"):
        is_free = not line.amount.fen
        reckoned = Words("现在不收", "not charged now") if is_free else Words("按收费标准", "as the fee list says")
    elif not line.amount.fen:
        reckoned = Words("免征", "exempt")
    return EstimateLine(
        item=ITEMS[line.kind][1],
        payer=_PAYERS.get(line.kind, _SELLER),
        reckoned=reckoned,
        amount=line.amount,
        rows=tuple(FORM.said(rates(d.table).table, d.row) for d in line.decisions),
    )


def _table(code: str) -> Table:
    return rates(code).table


FORM = EstimateForm(
    code="tax",
    bundle="house_sale",
    title=Words("卖房税费估算", "Taxes of a house sale"),
    intro=Words(
        "按现行政策估一估，双方大概要缴多少。只作参考，以税务局核定的为准。",
        "What both sides are likely to owe under the rules in force. For orientation: the tax office decides.",
    ),
    fields=_FIELDS,
    estimate=asked,
    table=_table,
    fees={
        "deed_tax": ("deed_tax",),
        "house_vat": ("vat", "surcharges", "surcharge_relief"),
        "house_income_tax": ("income_tax",),
        "house_transfer_registration": ("registration_fee", "transfer_fee"),
    },
)
FORMS = (FORM,)
