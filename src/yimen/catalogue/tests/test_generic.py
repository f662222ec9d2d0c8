"""The generated standards: what may be asked with and without a guide, limits by type, entry by rule and exception."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from tests.directory import made_up
from yimen.catalogue.rules.citations import cited, in_chinese
from yimen.catalogue.rules.corrections import correction_basis
from yimen.catalogue.rules.directory import Line
from yimen.catalogue.rules.generic import Exceptions, Guide, Rule, acceptance_of, bundle_of, entry_of, process_of
from yimen.catalogue.rules.piles import missing, pile
from yimen.catalogue.rules.standards import Basis, Entry, Material
from yimen.catalogue.states import EntryKind, Sure
from yimen.kernel.words import Words

DAY = date(2026, 3, 2)
FACTS: dict[str, Any] = {"applicant": [{}, {}], "request": {}}


def line(**changed: str) -> Line:
    return Line(**(made_up(2)[0] | changed))


def test_without_a_guide_only_identity_is_asked_of_each_applicant() -> None:
    needed = pile([acceptance_of(line(), "dir-x", "d1", DAY, None)], {"applicant": 2}, FACTS)
    assert [n.key for n in missing(needed, ())] == ["identity@applicant[0]", "identity@applicant[1]"]
    assert [n.key for n in needed if not n.is_required] == ["voluntary"]


def test_with_a_guide_the_list_is_what_it_names() -> None:
    plan = Material(code="plan", name=Words("方案", "Plan"), basis=(Basis(law="行政许可法", article="30"),))
    guide = Guide(source="https://example.org/guide", materials=(plan,))
    needed = pile([acceptance_of(line(), "dir-x", "d1", DAY, guide)], {"applicant": 1}, FACTS)
    assert [n.key for n in missing(needed, ())] == ["identity@applicant[0]", "plan"]
    assert all(n.is_required for n in needed), "nothing beside the guide"


@pytest.mark.parametrize(
    ("kind", "limit"), [("1", "20 working days"), ("01", "20 working days"), ("20", ""), ("9", "")]
)
def test_a_licence_has_its_limit_and_says_how_sure_it_is(kind: str, limit: str) -> None:
    statutory = acceptance_of(line(task_type=kind), "dir-x", "d1", DAY, None).limits.statutory
    assert statutory.limit == limit
    assert bool(statutory.none_because) is not bool(limit)
    assert statutory.sure is Sure.UNSURE


def test_a_type_that_is_none_is_another_matter() -> None:
    assert acceptance_of(line(task_type="77"), "dir-x", "d1", DAY, None).type == "10"


def test_a_notice_rests_on_the_licensing_law_for_licences_only() -> None:
    """For anything else on the matter's own text, on the day it holds; where there is none, on nothing."""
    licence, service = (acceptance_of(line(task_type=kind), "dir-x", "d1", DAY, None) for kind in ("01", "20"))
    assert [cited(b.law, b.article, in_chinese) for b in correction_basis([licence], DAY)] == [
        "《行政许可法》第三十二条第一款第四项"
    ]
    assert correction_basis([service], DAY) == ()
    own = Basis(law="示范办法", article="3", until=date(2026, 12, 31))
    texts = [msgspec.structs.replace(service, correction=(own,)), service, licence]
    assert [b.law for b in correction_basis(texts, DAY)] == ["示范办法", "行政许可法"]
    assert [b.law for b in correction_basis(texts, date(2027, 1, 4))] == ["行政许可法"]
    assert "correction" not in msgspec.to_builtins(service), "what was published before keeps its digest"


def test_an_exception_goes_before_a_rule_and_the_first_rule_counts() -> None:
    first = Rule(entry=EntryKind.ONE_DOOR, words=("酒",), types=("01",), centres=("hall-legal",))
    second = Rule(entry=EntryKind.ELSEWHERE, departments=("示区统计局",))
    rules = Exceptions(rules=(first, second))
    assert entry_of(line(), rules).kind is EntryKind.ONE_DOOR
    assert entry_of(line(task_type="20"), rules).kind is EntryKind.ELSEWHERE
    assert entry_of(line(task_type="20", department="示区民政局"), rules).kind is EntryKind.ONE_WINDOW
    own = Exceptions(rules=(first,), entries={line().item_code: Entry()})
    assert entry_of(line(), own).kind is EntryKind.ONE_WINDOW


def test_one_door_takes_only_its_halls() -> None:
    entry = Entry(kind=EntryKind.ONE_DOOR, centres=("hall-legal",))
    assert [entry.takes(c) for c in ("hall-legal", "town-zumiao")] == [True, False]
    assert not Entry(kind=EntryKind.ELSEWHERE, centres=("hall-legal",)).takes("hall-legal")


def test_two_persons_decide_and_the_result_has_number_and_text() -> None:
    process = process_of(line(), "d1")
    assert [(s.code, s.post, s.verb) for s in process.steps] == [
        ("examine", "examiner", "examine"),
        ("approve", "approver", "approve"),
        ("result", "examiner", "decide"),
    ]
    assert [f.element for f in process.steps[-1].outcome] == ["result_no", "result_text"]
    assert bundle_of(line(), "d1", Entry()).matters == (line().item_code,)
