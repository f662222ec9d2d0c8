"""The papers of the house hold what a sale can bring: one page for a plain one, more for many people."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from yimen.kernel.printing import qr_svg, typeset
from yimen.kernel.registry import template
from yimen.notices.reads import TEMPLATES

AT = datetime(2026, 3, 2, 1, tzinfo=UTC)
LONG = "阿卜杜热合曼·买买提艾力·努尔麦麦提江"
COMMON = {
    "title": "二手房买卖一件事",
    "receipt_no": "440604-260302-0000001",
    "centre": "禅城区行政服务中心自然人大厅",
    "number": "禅政务受〔2026〕1号",
    "qr": qr_svg("440604-260302-0000001"),
}


def pages(file: Path, data: dict[str, Any]) -> int:
    """Typeset a paper and count its pages."""
    found = re.search(rb"/Type\s*/Pages\b.*?/Count\s+(\d+)", typeset(file, data, AT), re.DOTALL)
    assert found is not None
    return int(found[1])


def acceptance(people: int, documents: int, name: str = "陈静") -> dict[str, Any]:
    """The data of a receipt."""
    matters = [("个人转让住房增值税及附加申报", "税务局")] * 5
    matters.append(("国有建设用地使用权及房屋所有权转移登记", "不动产登记中心（自然资源分局）"))
    return {
        **COMMON,
        "window": 7,
        "accepted_at": "2026年03月02日 09:00",
        "parties": [{"role": "买方", "name": name, "number": "440604********3934"}] * people,
        "cases": [
            {
                "name": matter,
                "department": department,
                "number": f"440604-260302-0000001-{n:02d}",
                "promised": "2026年03月02日 09:30",
                "statutory": "30 个工作日",
            }
            for n, (matter, department) in enumerate(matters, 1)
        ],
        "materials": [{"name": f"户口簿、结婚证（证明家庭成员）（{name}）", "original": "验原件"}] * documents,
    }


def payment(lines: int, name: str = "陈静") -> dict[str, Any]:
    """The data of a payment receipt."""
    line = {"payer": name, "item": "地方教育附加", "account": "财政非税专户", "amount": "1,234,567,890.12"}
    told = {"paid_at": "2026年03月02日 09:00", "reference": "000000000001", "card_tail": "9868", "total": "1.00"}
    return {**COMMON, **told, "lines": [line] * lines}


def certificate(holders: str) -> dict[str, Any]:
    """The data of an ownership certificate."""
    return {
        "number": "粤(2026)佛禅不动产权第0000001号",
        "qr": COMMON["qr"],
        "holders": holders,
        "ownership": "按份共有",
        "location": "佛山市禅城区祖庙街道汾江中路39号12座3201房" * 4,
        "unit_no": "440604001001GB00257F00123201",
        "right": "国有建设用地使用权／房屋所有权",
        "use": "住宅",
        "area": "134.93 平方米",
        "entry_no": "DB202600000001",
        "issuer": "不动产登记中心（自然资源分局）",
        "issued": "2026年12月31日",
        "e_number": "1.2.156.3005.2.11100000MB03271699022.114406040000002387.20260000001.012.X",
        "version": 12,
        "is_trial": True,
    }


def test_a_plain_sale_is_one_page_each() -> None:
    """Two sellers, two buyers, twelve documents; eight lines to pay."""
    assert pages(TEMPLATES / "acceptance.typ", acceptance(4, 12)) == 1
    assert pages(TEMPLATES / "payment.typ", payment(8)) == 1


@pytest.mark.parametrize("documents", [0, 1, 2, 3, 4, 60])
def test_a_receipt_holds_any_pile(documents: int) -> None:
    """No document at all, fewer than the rows kept together at the end, and twenty people with long names."""
    assert pages(TEMPLATES / "acceptance.typ", acceptance(1, documents)) == (2 if documents == 60 else 1)
    assert pages(TEMPLATES / "acceptance.typ", acceptance(20, documents, LONG)) <= 4


@pytest.mark.parametrize("lines", [1, 2, 3, 4, 100])
def test_a_payment_receipt_holds_any_number_of_lines(lines: int) -> None:
    """One tax of one person, or five of each of twenty."""
    assert pages(TEMPLATES / "payment.typ", payment(lines, LONG)) == (3 if lines == 100 else 1)


@pytest.mark.parametrize("holders", ["陈静", "陈𠮷、何㙟", "、".join([f"{LONG}（1/10）"] * 10)])
def test_a_certificate_is_one_page(holders: str) -> None:
    """However many hold the house: ten may."""
    assert pages(template("realestate:ownership_certificate.typ"), certificate(holders)) == 1
