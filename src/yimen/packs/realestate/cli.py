"""Commands of the pack: `yimen realestate tax`. Starts without Django and asks no database.

A wrong question ends with exit code 2 and one JSON error on stderr, nothing on stdout. In a batch every line
has its answer or its error on stdout, in the same order; the exit code is 1 when any line was wrong."""

from __future__ import annotations

import click
import msgspec

from yimen.catalogue.rules.table_facts import day_of, facts_of, text_of
from yimen.kernel.command_line import answer_file, fail
from yimen.kernel.errors import BadInput, YimenError
from yimen.kernel.words import Words
from yimen.packs.realestate.rules.facts import read_facts
from yimen.packs.realestate.rules.tax import estimate

_ONE_WAY = Words("请用 --on 和 --input，或只用 --batch。", "Give --on and --input together, or --batch alone.")
_NO_DAY = Words("缺少 on（签订合同的日期）。", "on (the day the contract was signed) is missing.")


@click.group()
def main() -> None:
    """不动产 Real estate."""


@main.command()
@click.option("--on", help="签订合同的日期 day the contract was signed, 2016-12-19")
@click.option("--input", "given", help="JSON，或 @文件 JSON, or @file")
@click.option("--batch", help="每行一个 JSON 的文件，- 为标准输入 file of JSON lines with `on` in each, - is stdin")
def tax(on: str | None, given: str | None, batch: str | None) -> None:
    """估算个人卖房的税费 Estimate the taxes and fees on an individual's sale of a home.

    \b
    price            含税成交价，元 contract price with VAT, yuan
    area_m2          建筑面积 floor area
    house_order      1、2、3（第三套及以上）
    region_class     first_tier | other
    house_type       ordinary | non_ordinary
    held_years       持有年限 years held
    only_home        true | false
    可选 optional: assessed_price, city_tax_rate (0.07), original_value, costs
    """
    if batch is not None and on is None and given is None:
        answer_file(batch, _answer)
        return
    try:
        if batch is not None or on is None or given is None:
            raise BadInput(_ONE_WAY)
        answer = estimate(day_of(on), read_facts(facts_of(text_of(given)))).as_json()
    except YimenError as error:
        fail(error)
    click.echo(msgspec.json.format(msgspec.json.encode(answer)))


def _answer(line: bytes) -> dict[str, object]:
    facts = facts_of(line)
    if "on" not in facts:
        raise BadInput(_NO_DAY, {"on": [_NO_DAY]})
    on = day_of(facts.pop("on"))
    return estimate(on, read_facts(facts)).as_json()
