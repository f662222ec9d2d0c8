"""Which step of a standard a table may decide: looked at when the standard is published. Pure.

Law: 个人信息保护法 art 24 (automated decisions are transparent and fair; she may have them explained, and may refuse
one that is made only by automation). So a table only grants: every other answer is a person's, and so is every refusal.
It decides on facts of registers and of documents that the state issued, never on the applicant's word alone.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

import msgspec

from yimen.catalogue.rules.standards import Acceptance, ByTable, Fact, Process, Step
from yimen.catalogue.rules.table import Table
from yimen.catalogue.rules.table_check import check
from yimen.catalogue.rules.table_text import write_table
from yimen.catalogue.states import FACT_SOURCE_WORDS, TRUSTED, Decider, FactSource, Original
from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words, joined

GRANT, PERSON = "grant", "person"
DECISION, WHY, WHY_EN = "decision", "why", "why_en"
"""The outputs of such a table: what it decides, and why in both languages."""


def with_tables(acceptance: Acceptance, process: Process, table_of: Callable[[str], Table]) -> Process:
    """Return the process with the text of each table that decides a step. Raises BadInput naming everything wrong."""
    steps = tuple(_with_table(acceptance, step, table_of) for step in process.steps)
    return msgspec.structs.replace(process, steps=steps)


def _with_table(acceptance: Acceptance, step: Step, table_of: Callable[[str], Table]) -> Step:
    by = step.by_table
    if not isinstance(by, ByTable):
        if step.decided_by == Decider.TABLE:
            raise _wrong(acceptance, step, [Words("没有写按哪张表决定。", "it names no table.")])
        return step
    if step.decided_by != Decider.TABLE:
        raise _wrong(
            acceptance, step, [Words("写了表，但不是按表决定的环节。", "it names a table that it is not decided by.")]
        )
    table = table_of(by.table)
    wrong = [*_facts_wrong(acceptance, by, table), *_table_wrong(table), *_rest_wrong(acceptance, step, by)]
    if wrong:
        raise _wrong(acceptance, step, wrong)
    return msgspec.structs.replace(step, by_table=msgspec.structs.replace(by, text=write_table(table)))


def _facts_wrong(acceptance: Acceptance, by: ByTable, table: Table) -> list[Words]:
    asked, given = {i.name for i in table.inputs}, [f.input for f in by.facts]
    wrong = [
        Words(f"事实“{f.input}”来自{FACT_SOURCE_WORDS[f.source].zh}，不能据此按表决定。",
              f"the fact “{f.input}” is {FACT_SOURCE_WORDS[f.source].en}: no table decides on it.")
        for f in by.facts if not _is_trusted(acceptance, f)
    ]  # fmt: skip
    if sorted(given) != sorted(asked):
        wrong.append(
            Words(
                f"表要的是：{'、'.join(sorted(asked))}；标准给的是：{'、'.join(sorted(given))}。",
                f"the table asks for {', '.join(sorted(asked))}; the standard gives {', '.join(sorted(given))}.",
            )
        )
    return wrong


def _is_trusted(acceptance: Acceptance, fact: Fact) -> bool:
    if fact.source not in TRUSTED:
        return False
    if fact.source is FactSource.REGISTER:
        return any(f.field == fact.field and f.from_query for f in acceptance.fields)
    is_party = fact.role in acceptance.roles
    seen = (Original.SEEN, Original.KEPT)
    return is_party and any(
        m.code == fact.material and m.per == fact.role and m.original in seen and m.is_required
        for m in acceptance.materials
    )


def _table_wrong(table: Table) -> list[Words]:
    wrong = [finding.words for finding in check(table)]
    outputs = {o.name: o for o in table.outputs}
    if set(outputs) != {DECISION, WHY, WHY_EN}:
        wrong.append(Words("表的结果应为 decision、why、why_en。", "its outputs must be decision, why and why_en."))
    elif set(outputs[DECISION].values) - {GRANT, PERSON} or not outputs[DECISION].values:
        wrong.append(
            Words(
                "表只能准予（grant）或交人办理（person），不能不予：不予要由人决定。",
                "a table grants or leaves it to a person (grant, person); it never refuses: that is a person's.",
            )
        )
    return wrong


def _rest_wrong(acceptance: Acceptance, step: Step, by: ByTable) -> list[Words]:
    wrong = []
    if share_of(by.sampled) is None:
        wrong.append(Words("抽查比例应为0到1之间的数。", "the share to be checked later must be a number from 0 to 1."))
    if [f"{step.code}.{f.element}" for f in step.outcome] != [acceptance.result.number]:
        wrong.append(
            Words("它的结果应是本事项的结果编号一项。", "its one outcome must be the number of the matter's result.")
        )
    return wrong


def share_of(text: str) -> Decimal | None:
    """Return a share from 0 to 1, None for anything else.

    >>> share_of("0.05"), share_of("5"), share_of("viel"), share_of("nan")
    (Decimal('0.05'), None, None, None)
    """
    try:
        share = Decimal(text)
    except InvalidOperation:
        return None
    return share if share.is_finite() and 0 <= share <= 1 else None


def _wrong(acceptance: Acceptance, step: Step, found: list[Words]) -> BadInput:
    head = Words(
        f"{acceptance.matter}/process.yaml 环节“{step.code}”不能按表决定：",
        f"{acceptance.matter}/process.yaml, step “{step.code}” cannot be decided by table:",
    )
    return BadInput(joined([head, *found]), {step.code: found})
