"""What the kit says: limits in words, rows of tables by their documents, Chinese marked as such in English."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.offices import Office
from yimen.doors.kit.moments import left
from yimen.doors.kit.sources import rows_of
from yimen.doors.kit.templatetags.kit import field_id, zh
from yimen.kernel.words import speaking
from yimen.kernel.workdays import OFFICE_ZONE

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=OFFICE_ZONE)
EVENING = datetime(2026, 3, 2, 23, 59, 59, tzinfo=OFFICE_ZONE)


@pytest.mark.parametrize(
    ("days", "tone", "words"),
    [
        (28, "calm", "20 working days left"),
        (2, "near", "2 working days left"),
        (1, "near", "1 working day left"),
        (0, "near", "due today"),
        (-3, "late", "2 working days late"),
        (-28, "late", "16 working days late"),
    ],
)
def test_a_limit_in_days_says_what_is_left(office: Office, days: int, tone: str, words: str) -> None:
    """In working days: Saturday 28 February was worked, the days of the Spring Festival were not."""
    found = left(EVENING + timedelta(days=days), MONDAY)
    assert (found.tone, found.words.en) == (tone, words)


@pytest.mark.parametrize(
    ("minutes", "tone", "words"),
    [
        (44, "calm", "还有 44 分钟"),
        (10, "near", "还有 10 分钟"),
        (-17, "late", "已超 17 分钟"),
        (-600, "late", "已超 10 小时"),
    ],
)
def test_a_limit_in_minutes_says_what_is_left(minutes: int, tone: str, words: str) -> None:
    """While a person waits the clock counts."""
    found = left(MONDAY + timedelta(minutes=minutes), MONDAY)
    assert (found.tone, found.words.zh) == (tone, words)


def test_rows_of_tables_are_named_by_their_documents() -> None:
    """What names no row is said in words, or as it stands."""
    row, office, other = rows_of("deed_tax:first-home-to-90; tax office, rate 0.03; something else")
    assert (row.row, row.gives, row.document) == ("first-home-to-90", "税率 1%", "财税〔2016〕23号 一（一）")
    assert office.title.en == "as the tax office says, rate 3%"
    assert other.title.zh == "something else"


def test_chinese_is_marked_on_an_english_page_and_stays_text() -> None:
    """For browsers and screen readers; markup in it is not markup."""
    assert zh("陈静<b>") == "陈静<b>"  # the template escapes it
    with speaking("en"):
        assert zh("陈静 <b> accepted") == '<span lang="zh-Hans">陈静</span> &lt;b&gt; accepted'


def test_a_field_has_a_plain_id() -> None:
    """It is what the checklist links to."""
    assert field_id("buyer[0].share") == "f-buyer-0-share"
