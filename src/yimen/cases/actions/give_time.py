"""Give the applicant more time to answer the correction notice (延长补正期限), once, with a paper that says until when.

No law here limits the time: the first is the house's practice or the matter's own text, and its end refuses nothing by
itself. Law: 行政许可法 art 32(1)5 (what is handed in completely must be accepted) knows no lapse.
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import APPLICATION
from yimen.cases.actions.inside.opinions import opinion_text
from yimen.cases.actions.inside.told import tell
from yimen.cases.models import IntakeClock
from yimen.cases.reads.application import filled_row
from yimen.cases.reads.intake import intake_told
from yimen.cases.states import ApplicationVerb, ClockKind
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, Conflict
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.kernel.workdays import Limit, Unit
from yimen.notices.states import DocumentKind

LONGEST = 60
_DAYS = Words(f"请写明延长几天（1至{LONGEST}）。", f"Say how many days more (1 to {LONGEST}).")
_ONCE = Words("补正期限已经延长过一次。", "The time to correct was made longer once already.")
_NONE = Words("这份补正告知没有记录期限，不用延长。", "This notice has no time on record to make longer.")


@entry(
    "application",
    ApplicationVerb.GIVE_TIME,
    citizen=Words(
        "补正期限延长{by_how_much}，到{until}。理由：{reason}",
        "You have {by_how_much_en} more to correct, until {until}. {reason}",
    ),
    clerk=Words(
        "{by}把补正期限延长{by_how_much}，到{until}。理由：{reason}",
        "{by} gave {by_how_much_en} more to correct, until {until}. {reason}",
    ),
)
class GiveTime(Entry, frozen=True):
    """The time to answer the notice was made longer."""

    by_how_much: str
    by_how_much_en: str
    until: str
    reason: str


def give_time(*, application_id: UUID, days: int, reason: str, actor: Actor) -> None:
    """Give `days` more, in the unit of the time given first. Raises BadInput, Conflict for a second time."""
    reason = opinion_text(reason, "reason")
    if not 1 <= days <= LONGEST:
        raise BadInput(_DAYS, {"days": [_DAYS]})
    with APPLICATION.act(ApplicationVerb.GIVE_TIME, application_id, actor=actor) as deed:
        row = deed.subject
        clock = IntakeClock.objects.filter(application=row.id, kind=ClockKind.CORRECTION).first()
        if clock is None or clock.extension:
            raise Conflict(_NONE if clock is None else _ONCE)
        clock.extension = days
        clock.save(update_fields=["extension"])
        told, more = intake_told(clock), Limit(days, Unit(clock.unit)).words
        noted = GiveTime(by_how_much=more.zh, by_how_much_en=more.en, until=told.day, reason=reason)
        deed.note(row, noted)
        tell(deed, filled_row(row), DocumentKind.MORE_TIME, reason=reason, until=told.day, by_how_much=more.zh)
