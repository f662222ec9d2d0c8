"""The smallest whole application: one matter, one person, two documents. Published by tests and benchmarks."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from tests.scans import pdf
from yimen.catalogue.actions.publish import publish
from yimen.kernel.actor import house
from yimen.kernel.registry import Pack
from yimen.kernel.words import Words

PACK = Pack("onecase", Words("一件（测试）", "One case (test)"), Path(__file__).parent / "text")
PERMIT = Pack("onepermit", Words("一件许可（测试）", "One licence (test)"), Path(__file__).parent / "permit")
"""The same as a licence (type 01) whose form is kept in the original."""
PDF = pdf()


def publish_one_case() -> None:
    """Publish the bundle `one_case`."""
    publish(pack=PACK, region="440604", actor=house("load"))


def publish_one_permit() -> None:
    """Publish the bundle `one_permit`."""
    publish(pack=PERMIT, region="440604", actor=house("load"))


def number(serial: int) -> str:
    """Return the valid resident number of an invented person: day of birth and order from `serial`."""
    day = 1 + serial // 1000 % 28
    body = f"440601{1950 + serial // 336_000 % 50}{1 + serial // 28_000 % 12:02d}{day:02d}{serial % 1000:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]


def whole(serial: int, pdf: bytes = PDF) -> dict[str, Any]:
    """Return everything of one application as a machine hands it in."""
    content = base64.b64encode(pdf).decode()
    return {
        "bundle": "one_case",
        "parties": [{"role": "applicant", "number": number(serial), "name": "测试人"}],
        "answers": {"request.subject": "请予办理"},
        "documents": [
            {"key": key, "scans": [{"name": f"{key}.pdf", "content": content}]}
            for key in ("request_form", "identity_card")
        ],
    }
