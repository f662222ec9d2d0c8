"""The recorded limits of law: what 行政许可法 says, what may be paused and extended, and what a wrong text is told."""

from __future__ import annotations

import doctest
from datetime import date
from typing import Any

import pytest
import yaml

from yimen.catalogue.rules import limits
from yimen.catalogue.rules.limits import (
    SHIPPED,
    articles_of,
    check_extension,
    check_pause,
    law_limit,
    law_limits,
    read_limits,
    reason_code,
    rule_of,
)
from yimen.catalogue.rules.standards import Acceptance, read
from yimen.catalogue.states import Approver, CountsFor, Direction, Silence, Sure
from yimen.kernel.errors import BadInput, NotCovered, Obstacle

ON = date(2026, 3, 2)
ARTICLE_45 = ("听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审")


def test_the_worked_examples_run() -> None:
    found = doctest.testmod(limits)
    assert found.attempted and not found.failed


@pytest.mark.parametrize(
    ("code", "article", "limit", "more"),
    [
        ("acceptance", "32(1)4", "5 working days", None),
        ("decision", "42(1)", "20 working days", ("10 working days", Approver.AGENCY_HEAD)),
        ("joint_decision", "42(2)", "45 working days", ("15 working days", Approver.GOVERNMENT_HEAD)),
        ("lower_review", "43", "20 working days", None),
        ("delivery", "44", "10 working days", None),
        ("hearing_request", "47", "5 working days", None),
        ("hearing", "47", "20 working days", None),
        ("hearing_notice", "48(1)1", "7 working days", None),
        ("renewal", "50(1)", "30 natural days", None),
    ],
)
def test_the_administrative_licensing_law(
    code: str, article: str, limit: str, more: tuple[str, Approver] | None
) -> None:
    rule = law_limit(f"licensing.{code}", ON)
    assert (rule.law, rule.article, rule.limit, rule.sure) == ("行政许可法", article, limit, Sure.VERIFIED)
    assert ((rule.extension.limit, rule.extension.by) if rule.extension else None) == more


def test_what_silence_means_and_which_way_a_limit_runs() -> None:
    assert law_limit("licensing.acceptance", ON).silence is Silence.DEEMED_ACCEPTED
    assert law_limit("licensing.renewal_decision", ON).silence is Silence.DEEMED_RENEWED
    assert law_limit("licensing.renewal", ON).direction is Direction.BEFORE
    assert law_limit("licensing.renewal_decision", ON).period is None


def test_the_applicants_days_are_marked_where_the_law_does_not_say_how_they_count() -> None:
    for code in ("licensing.hearing_request", "licensing.renewal"):
        rule = law_limit(code, ON)
        assert (rule.counts_for, rule.unit_sure) == (CountsFor.APPLICANT, Sure.GENERAL)


def test_article_45_has_exactly_eight_reasons() -> None:
    rule = law_limit("licensing.decision", ON)
    assert rule.pauses is not None and rule.pauses.article == "45"
    assert tuple(law_limits().reasons[code].zh for code in rule.pauses.reasons) == ARTICLE_45


@pytest.mark.parametrize("reason", ARTICLE_45)
def test_each_of_them_pauses_a_decision_and_none_pauses_the_acceptance(reason: str) -> None:
    code = reason_code(reason)
    check_pause(law_limit("licensing.decision", ON), code, is_told_in_writing=True)
    with pytest.raises(Obstacle, match="written notice"):
        check_pause(law_limit("licensing.decision", ON), code, is_told_in_writing=False)
    with pytest.raises(Obstacle, match="cannot be paused"):
        check_pause(law_limit("licensing.acceptance", ON), code, is_told_in_writing=True)
    with pytest.raises(Obstacle, match="cannot be paused"):
        check_pause(law_limit("registration.conclude", ON), code, is_told_in_writing=True)


def test_waiting_for_another_department_is_no_reason_for_a_licence() -> None:
    with pytest.raises(Obstacle) as refused:
        check_pause(law_limit("licensing.decision", ON), "consultation", is_told_in_writing=True)
    assert "听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审" in refused.value.words.zh
    assert refused.value.facts["basis"] == "行政许可法 45"
    check_pause(law_limit("information.answer", ON), "consultation", is_told_in_writing=True)
    with pytest.raises(BadInput, match="no reason that a law gives"):
        reason_code("等其他部门")


def test_an_extension_is_once_approved_by_whom_the_law_names_and_has_its_ground() -> None:
    decision, joint = law_limit("licensing.decision", ON), law_limit("licensing.joint_decision", ON)
    asked: dict[str, Any] = {"is_extended": False, "approved_by": Approver.AGENCY_HEAD, "ground": "需要核实"}
    assert check_extension(decision, **asked).count == 10
    assert check_extension(joint, **{**asked, "approved_by": Approver.GOVERNMENT_HEAD}).count == 15
    for rule, changed in (
        (decision, {"is_extended": True}),
        (decision, {"approved_by": Approver.GOVERNMENT_HEAD}),
        (decision, {"approved_by": None}),
        (decision, {"ground": " "}),
        (joint, {}),
        (law_limit("registration.conclude", ON), {}),
    ):
        with pytest.raises(Obstacle):
            check_extension(rule, **{**asked, **changed})


def test_a_rule_holds_only_in_its_time() -> None:
    assert law_limit("review.decision", date(2024, 1, 1)).limit == "60 natural days"
    with pytest.raises(NotCovered):
        law_limit("review.decision", date(2023, 12, 31))
    with pytest.raises(NotCovered):
        law_limit("licensing.nothing", ON)


def test_a_sheet_cites_the_limits_own_law() -> None:
    cited = articles_of(law_limit("registration.conclude", ON))
    assert cited.counting.words.zh == "《不动产登记暂行条例》第20条"
    assert cited.pause is None and cited.extension is None
    assert articles_of(law_limit("licensing.decision", ON)).counting.words.zh == "《行政许可法》第82条"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"limit": "five days"}, "cannot be read"),
        ({"limit": ""}, "either a limit or an until"),
        ({"starts": None}, "from what it starts"),
        ({"ends": "2004-06-30"}, "ends before it begins"),
        ({"extension": {"limit": "10 natural days", "by": "agency_head", "article": "1"}}, "another unit"),
        ({"pauses": {"article": "1", "reasons": ["weather"]}}, "weather is not recorded"),
        ({"code": "licensing.decision"}, "hold on one day"),
        ({"by_whom": "me"}, "text of the standard is wrong"),
    ],
)
def test_a_wrong_text_is_told_what_is_wrong(change: dict[str, Any], told: str) -> None:
    text = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    text["limits"][0].update(change)
    with pytest.raises(BadInput, match=told):
        read_limits(text, "limits.yaml")


def matter(kind: str, limit: str, law: str = "", article: str = "") -> Acceptance:
    """A matter of a type with a statutory limit and the article that its text cites."""
    basis = [{"law": law, "article": article}] if law else []
    text = {
        "matter": "m", "version": "1", "valid_from": "2016-01-01", "name": {"zh": "甲", "en": "A"}, "department": "d",
        "type": kind, "handling": "promised", "basis": [], "roles": [], "remedies": {"zh": "乙", "en": "B"},
        "limits": {"statutory": {"limit": limit, "basis": basis}, "promised": {"limit": "5 working days"}},
        "result": {"name": {"zh": "丙", "en": "C"}, "number": "a.b"},
    }  # fmt: skip
    found: Acceptance = read(Acceptance, text, "acceptance.yaml")
    return found


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (matter("20", "20 working days", "政府信息公开条例", "33"), "information.answer"),
        (matter("20", "15 working days", "政府信息公开条例", "33"), None),
        (matter("20", "20 working days", "政府信息公开条例", "34"), None),
        (matter("07", "30 working days", "不动产登记暂行条例", "20"), "registration.conclude"),
        (matter("01", "20 working days"), "licensing.decision"),
        (matter("01", "45 working days"), "licensing.joint_decision"),
        (matter("01", "45 working days", "行政许可法", "42"), "licensing.joint_decision"),
        (matter("01", "30 working days"), None),
        (matter("20", "20 working days"), None),
        (matter("20", ""), None),
    ],
)
def test_a_matter_is_paused_and_extended_by_its_own_law_only(asked: Acceptance, code: str | None) -> None:
    found = rule_of(asked, ON)
    assert (found.code if found else None) == code


def test_the_registration_of_a_house_has_its_law() -> None:
    from yimen.kernel.registry import packs

    (folder,) = [pack.folder / "matters" for pack in packs() if pack.code == "realestate"]
    file = folder / "house_transfer_registration" / "acceptance.yaml"
    found = rule_of(read(Acceptance, yaml.safe_load(file.read_text(encoding="utf-8")), file.name), ON)
    assert found is not None and found.code == "registration.conclude"
    assert found.pauses is None and found.extension is None
