"""Where paper lies in words, what a receiver must say of a list, and what stands against giving a result out. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from yimen.custody.states import DeliveryState, Found, Way
from yimen.kernel.errors import BadInput, Conflict
from yimen.kernel.words import Words

LONGEST = 500
_EVERY_LINE = Words(
    "请逐份核对：每一份都要选“在”“缺”或“不符”。", "Check line by line: each is here, missing or not the same."
)
_SAY_WHY = Words("请写明缺什么、哪里不符（1至500字）。", "Say what is missing or not the same (1 to 500 characters).")
_AT_COURIER = Words(
    "结果已交快递（{carrier} {number}），不在窗口。退回后才能在窗口发；送到了请记“已送达”。",
    "The result is with the courier ({carrier} {number}), not here. Note that it came back, or that it was delivered.",
)
_STOPPED = Words(
    "原件与电子件不符，已暂停发出。请另一位同事复看后再办。",
    "An original differs from its scan and nothing is given out. A colleague must look again first.",
)
_NOT_COMPARED = Words(
    "先核对留存的原件与电子件，再发结果。",
    "Compare the originals that were kept with their scans before the result goes out.",
)


def is_late(state: str, until: datetime, now: datetime) -> bool:
    """Return whether a hand-over should have been received by now.

    >>> from datetime import UTC
    >>> is_late("sent", datetime(2026, 3, 3, tzinfo=UTC), datetime(2026, 3, 4, tzinfo=UTC))
    True
    >>> is_late("received", datetime(2026, 3, 3, tzinfo=UTC), datetime(2026, 3, 4, tzinfo=UTC))
    False
    """
    return state == "sent" and until < now


def checked_lines(
    places: Collection[int], found: Mapping[int, str], remarks: Mapping[int, str]
) -> dict[int, tuple[str, str]]:
    """Return what was found of every line of a list, with the remark where it is not all right.

    Raises BadInput at `found-<place>` for a line without an answer, at `remark-<place>` for a finding without words.

    >>> checked_lines([1, 2], {1: "present", 2: "missing"}, {2: " 没有第3页 "})
    {1: ('present', ''), 2: ('missing', '没有第3页')}
    """
    wrong: dict[str, tuple[Words, ...]] = {}
    taken: dict[int, tuple[str, str]] = {}
    for place in places:
        told, remark = found.get(place, ""), remarks.get(place, "").strip()
        if told not in set(Found):
            wrong[f"found-{place}"] = (_EVERY_LINE,)
        elif told != Found.PRESENT and not 1 <= len(remark) <= LONGEST:
            wrong[f"remark-{place}"] = (_SAY_WHY,)
        taken[place] = (told, "" if told == Found.PRESENT else remark)
    if wrong:
        raise BadInput(_EVERY_LINE if any(f.startswith("found") for f in wrong) else _SAY_WHY, wrong)
    return taken


def can_leave(state: str) -> bool:
    """Return whether a delivery in this state (empty: none begun) still lies at the office, free to go.

    >>> can_leave(""), can_leave("returned"), can_leave("stopped"), can_leave("under_way")
    (True, True, False, False)
    """
    return state in ("", DeliveryState.CHOSEN, DeliveryState.RETURNED)


def check_can_leave(state: str, compared: str, needed: str, way: str, carrier: str = "", number: str = "") -> None:
    """Raise Conflict unless the result may leave the office by `way` now.

    `compared` is the digest of scans as they were compared, `needed` what it must be (empty: nothing to compare). What
    is with the courier is not at the counter; what differs waits for a second look.
    """
    if state == DeliveryState.STOPPED:
        raise Conflict(_STOPPED, state=state)
    if state == DeliveryState.UNDER_WAY:
        if way == Way.COURIER:
            return
        words = Words(
            _AT_COURIER.zh.format(carrier=carrier, number=number), _AT_COURIER.en.format(carrier=carrier, number=number)
        )
        raise Conflict(words, state=state)
    if needed and compared != needed:
        raise Conflict(_NOT_COMPARED, state=state)
