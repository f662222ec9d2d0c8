"""What the bridge says, in both languages: refusals with a stable code. Knows no card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class No(Exception):
    """A refusal: HTTP status, stable code, and a sentence in Chinese and English."""

    status: int
    code: str

    def as_json(self) -> dict[str, object]:
        """Return the refusal as the page reads it."""
        zh, en = SENTENCES[self.code]
        return {"ok": False, "code": self.code, "zh": zh, "en": en}


SENTENCES: Mapping[str, tuple[str, str]] = {
    "wrong_host": ("地址不对。", "Wrong address."),
    "not_your_site": ("读卡器没有与这个网站配对。", "The reader is not paired with this site."),
    "not_local": ("只能由本机程序使用。", "Only a program on this PC may do that."),
    "no_such_address": ("没有这个地址。", "There is no such address."),
    "bad_request": ("请求读不懂。", "The request cannot be understood."),
    "too_large": ("请求太大。", "The request is too large."),
    "too_busy": ("读卡器正忙，请稍候。", "The reader is busy; wait a moment."),
    "not_paired": ("读卡器还没有与这个窗口配对。", "The reader is not paired with this window yet."),
    "not_proven": (
        "配对已失效：换了窗口、换了人或过了一天。请重新配对。",
        "The pairing is over: another window, person or day. Pair again.",
    ),
    "bad_code": ("配对码不对，应为12位字母数字。", "The pairing code is wrong: it has 12 letters and digits."),
    "bad_site": (
        "网站地址不对，应像 https://yimen.example。",
        "The site is wrong; it looks like https://yimen.example.",
    ),
    "unreadable": (
        "证件读不出来。请擦净后再放一次，还不行就手工输入。",
        "The card cannot be read. Wipe it and put it on again, or type the number.",
    ),
    "no_reader": ("没有找到读卡器，请检查接线。", "There is no card reader; check its cable."),
    "no_such_card": ("没有这张测试证件。", "There is no such test card."),
    "not_simulated": ("真读卡器不能放测试证件。", "A real reader takes no test cards."),
    "cancelled": ("已取消读卡。", "Reading was cancelled."),
}
