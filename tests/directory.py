"""Directories of matters for tests.

A made-up one that may be committed, and the real one where it lies beside the clone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.left_out import skip_without
from yimen.people.rules.identity import credit_check, organisation_check

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data"
DEPARTMENTS = ("示区统计局", "示区民政局", "示区水务局", "示区行政审批局")
_THINGS = (
    "酒类零售",
    "水库垂钓",
    "社区食堂",
    "统计调查",
    "河道清淤",
    "婚庆服务",
    "小型水厂",
    "养老驿站",
    "户外广告",
    "地名命名",
)
_ACTS = ("备案", "许可", "变更登记", "注销登记")
_TYPES = ("01", "20", "7", "10")


def body(n: int) -> str:
    """Return a made-up credit code with both checks right."""
    organisation = f"{n:08d}"
    code = f"11440604{organisation}{organisation_check(organisation)}"
    return code + credit_check(code)


def made_up(count: int) -> list[dict[str, Any]]:
    """Return so many lines of a district that does not exist, every one different."""
    lines = [
        {
            "department": DEPARTMENTS[n % 4],
            "group": "" if n % 3 else f"{_THINGS[n % 10]}管理",
            "name": f"{_THINGS[n % 10]}{_ACTS[n // 10 % 4]}{n // 40 or ''}",
            "item_code": f"511A{n:010d}-440604000000-000-{body(n % 4)}-1-00",
            "area_code": "440604000000",
            "task_type": _TYPES[n % 4],
            "dept_code": body(n % 4),
        }
        for n in range(count)
    ]
    if lines:
        lines[-1]["name"] = "集会游行示威许可（示例）"
    return lines


def shared_file(name: str) -> Path:
    """Return a file of the shared data; where it is missing the test is left out and said so."""
    file = SHARED / name
    if not file.exists():
        skip_without("the district's directory", f"{name} is not beside the clone (../shared/data)")
    return file
