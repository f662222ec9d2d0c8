"""The lines of a sheet that explains a date: kinds, sentences and the article of each. Pure; must never count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

import msgspec

from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE, Unit


@dataclass(frozen=True, slots=True)
class Article:
    """An article as people read it, and how sure it is that it holds here: verified, secondary or general."""

    words: Words
    sure: str


@dataclass(frozen=True, slots=True)
class Articles:
    """What a sheet cites: how the limit is counted, why it is paused, why extended. None: no article is recorded."""

    counting: Article
    pause: Article | None
    extension: Article | None


class LineKind(StrEnum):
    """Why days counted or did not."""

    START = "start"
    COUNTED = "counted"
    EXCHANGED = "exchanged"
    """A weekend day worked in exchange (调休); counted."""
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    NATURAL = "natural"
    """Natural days, counted whatever they are."""
    RAN = "ran"
    """Time of a limit in hours or minutes, counted."""
    PAUSE = "pause"
    PAUSED = "paused"
    """A pause that has no end yet: there is no date."""
    EXTENSION = "extension"
    MOVED = "moved"
    """From the last natural day, a day off, to the next working day."""


START_DAY = Article(Words("《民法典》第201条", "Civil Code art 201"), "general")
LAST_DAY = Article(Words("《民法典》第203条", "Civil Code art 203"), "general")
_CALENDAR_DAYS = Article(Words("《民法典》第200条", "Civil Code art 200"), "general")
_HOURS = Article(Words("《民法典》第201条第2款", "Civil Code art 201(2)"), "general")
LICENSING = Articles(
    Article(Words("《行政许可法》第82条", "Administrative Licensing Law art 82"), "verified"),
    Article(Words("《行政许可法》第45条", "Administrative Licensing Law art 45"), "verified"),
    Article(Words("《行政许可法》第42条", "Administrative Licensing Law art 42"), "verified"),
)


def general(unit: Unit) -> Articles:
    """Return what a sheet cites when the matter's own law is not given: the Civil Code's way of counting alone."""
    return Articles(_CALENDAR_DAYS if unit is Unit.NATURAL_DAY else _HOURS, None, None)


_SENTENCES = {
    LineKind.START: Words("起算当日，不计入", "The day of the start is not counted"),
    LineKind.COUNTED: Words("工作日{counted}天，计入", "Working days, counted: {counted}"),
    LineKind.EXCHANGED: Words("调休上班{counted}天，计入（{notice}）", "Worked in exchange: {counted} ({notice})"),
    LineKind.WEEKEND: Words("休息日{left_out}天，不计入", "Weekend, not counted: {left_out}"),
    LineKind.HOLIDAY: Words("放假{left_out}天，不计入（{notice}）", "Holiday, not counted: {left_out} ({notice})"),
    LineKind.NATURAL: Words("自然日{counted}天，计入", "Natural days, counted: {counted}"),
    LineKind.RAN: Words("连续计时{counted}分钟，计入", "Minutes, counted: {counted}"),
    LineKind.PAUSE: Words("暂停期间{reason}，不计入", "Paused{reason}, not counted"),
    LineKind.PAUSED: Words("暂停尚未结束{reason}，现在还没有到期日", "Still paused{reason}: there is no due date yet"),
    LineKind.EXTENSION: Words("原期限到此届满，延长{extra}", "The limit would end here; extended by {extra}"),
    LineKind.MOVED: Words(
        "最后一日是休息日，顺延到下一个工作日", "The last day is a day off: moved to the next working day"
    ),
}


class Line(msgspec.Struct, frozen=True):
    """One line: the days `first` to `last` (moments for hours and minutes), what counted, what was left out, the total.

    Units: days, or minutes for a limit in hours or minutes. `last` is None while a pause lasts. `extra` is what an
    extension adds.
    """

    kind: LineKind
    first: date | datetime
    last: date | datetime | None
    counted: int = 0
    left_out: int = 0
    total: int = 0
    reason: Words = Words("", "")
    notice: str = ""
    extra: int = 0
    articles: Articles = LICENSING

    @property
    def words(self) -> Words:
        """Return the sentence."""
        is_minutes = self.kind is LineKind.EXTENSION and isinstance(self.first, datetime)
        return _said(self.kind, self.counted, self.left_out, self.reason, self.notice, self.extra, is_minutes)

    @property
    def article(self) -> Article | None:
        """Return the article behind the line; None where the matter's law is not given."""
        match self.kind:
            case LineKind.START:
                return START_DAY
            case LineKind.MOVED:
                return LAST_DAY
            case LineKind.PAUSE | LineKind.PAUSED:
                return self.articles.pause
            case LineKind.EXTENSION:
                return self.articles.extension
        return self.articles.counting

    def as_json(self) -> dict[str, Any]:
        """Return the line as machines read it; days as `2026-03-02`, moments as `2026-03-02T09:30` of office time."""
        words, article = self.words, self.article
        return {
            "from": written(self.first),
            "to": written(self.last) if self.last else None,
            "kind": self.kind.value,
            "counted": self.counted,
            "left_out": self.left_out,
            "total": self.total,
            "zh": words.zh,
            "en": words.en,
            "reason": self.reason.zh,
            "notice": self.notice,
            "article": article.words.zh if article else "",
            "sure": article.sure if article else "",
        }


@lru_cache(maxsize=4096)
def _said(
    kind: LineKind, counted: int, left_out: int, reason: Words, notice: str, extra: int, is_minutes: bool
) -> Words:
    """Sentences repeat from sheet to sheet, so the last few thousand are kept."""
    facts = {"counted": counted, "left_out": left_out, "notice": notice}
    zh = f"（{reason.zh}）" if reason.zh else ""
    en = f" ({reason.en})" if reason.en else ""
    sentence = _SENTENCES[kind]
    return Words(
        sentence.zh.format(reason=zh, extra=f"{extra}{'分钟' if is_minutes else '天'}", **facts),
        sentence.en.format(reason=en, extra=f"{extra} {'minutes' if is_minutes else 'days'}", **facts),
    )


def written(day: date | datetime) -> str:
    """Return a day as `2026-03-02`, a moment as `2026-03-02T09:30` of office time, seconds when it has any."""
    if not isinstance(day, datetime):
        return day.isoformat()
    local = day.astimezone(OFFICE_ZONE).replace(tzinfo=None, microsecond=0)
    return local.isoformat(timespec="seconds" if local.second else "minutes")
