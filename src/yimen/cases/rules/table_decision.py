"""What a step's table says of the facts: grant, or leave it to a person; never a refusal. Pure.

Law: 个人信息保护法 art 24. A fact that is missing or not trusted, a day or a question that the table does not cover, a
table that cannot be read: all of that is a person's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any

from yimen.catalogue.rules.by_table import DECISION, GRANT, WHY, WHY_EN
from yimen.catalogue.rules.standards import ByTable
from yimen.catalogue.rules.table_engine import CompiledTable
from yimen.catalogue.rules.table_text import read_table
from yimen.catalogue.states import FACT_SOURCE_WORDS, TRUSTED, FactSource
from yimen.kernel.errors import YimenError
from yimen.kernel.words import Words

_LACKING = Words(
    "缺少可信的“{zh}”：{from_zh}没有给出，改由工作人员办理。",
    "“{en}” is not known from {from_en}: a person decides.",
)


@dataclass(frozen=True, slots=True)
class FoundFact:
    """A fact as it was found: the table's input, its value (None when there is none), and where it really came from."""

    input: str
    value: str | int | bool | None
    source: FactSource


@dataclass(frozen=True, slots=True)
class TableAnswer:
    """What the table said: whether it grants, which row of which text, why, and on which facts."""

    is_granted: bool
    table: str
    title: Words
    digest: str
    row: str
    document: str
    article: str
    why: Words
    facts: tuple[tuple[Words, str, Words], ...]
    """Label, value and source of each."""

    def as_json(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {
            "is_granted": self.is_granted,
            "table": self.table,
            "title": _pair(self.title),
            "digest": self.digest,
            "row": self.row,
            "document": self.document,
            "article": self.article,
            "why": _pair(self.why),
            "facts": [[_pair(label), value, _pair(source)] for label, value, source in self.facts],
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> TableAnswer:
        """Return what was kept."""
        facts = tuple((Words(*label), str(value), Words(*source)) for label, value, source in kept["facts"])
        pairs = {"title": Words(*kept["title"]), "why": Words(*kept["why"]), "facts": facts}
        return cls(**{**kept, **pairs})


def _pair(words: Words) -> list[str]:
    return [words.zh, words.en]


@lru_cache(64)
def compiled(text: str) -> CompiledTable:
    """Return the table of a published text, ready to be asked. Raises BadTable."""
    return CompiledTable(read_table(text, "published"))


def answer_of(by: ByTable, on: date, facts: Sequence[FoundFact]) -> TableAnswer:
    """Return what the step's table says on the day `on` of these facts. Raises BadTable for a text that is none."""
    ready = compiled(by.text)
    labels = {i.name: i.label for i in ready.table.inputs}
    told = tuple((labels[f.input], "" if f.value is None else str(f.value), FACT_SOURCE_WORDS[f.source]) for f in facts)
    found: dict[str, Any] = {
        "table": by.table,
        "title": ready.table.title,
        "digest": sha256(by.text.encode()).hexdigest(),
        "facts": told,
    }
    lacking = next((f for f in facts if f.value is None or f.source not in TRUSTED), None)
    if lacking is not None:
        label, wanted = labels[lacking.input], next(f.source for f in by.facts if f.input == lacking.input)
        source = FACT_SOURCE_WORDS[wanted]
        why = _LACKING.fill(zh=label.zh, en=label.en, from_zh=source.zh, from_en=source.en)
        return TableAnswer(is_granted=False, row="", document="", article="", why=why, **found)
    try:
        said = ready.decide(on, {f.input: f.value for f in facts})
    except YimenError as problem:  # not covered, or beyond the table: no answer is a person's to give
        return TableAnswer(is_granted=False, row="", document="", article="", why=problem.words, **found)
    return TableAnswer(
        is_granted=said.outputs[DECISION] == GRANT,
        row=said.row.id,
        document=said.row.source.document,
        article=said.row.source.article,
        why=Words(said.outputs[WHY], said.outputs[WHY_EN]),
        **found,
    )
