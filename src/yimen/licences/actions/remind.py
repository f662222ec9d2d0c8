"""Remind the holder in writing that her licence runs out and until when she may apply for renewal (延续提醒).

The house's verb, run by its daily task, once for each time of validity. No law asks for it; it states
行政许可法 art 50.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from yimen.catalogue.states import LICENCE as LICENCE_TYPE
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Conflict
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.licences.actions import LICENCE
from yimen.licences.actions.inside.papers import paper_of_licence, printed_day
from yimen.licences.actions.inside.proceedings import opened
from yimen.licences.models import Licence
from yimen.licences.reads.proceedings import Content, office_day, window_of
from yimen.licences.rules.validity import FURTHEST_REMINDER, REMINDED_BEFORE
from yimen.licences.states import LIVE, Verb
from yimen.notices.states import DocumentKind

_NOT_NOW = Words("现在不用提醒。", "There is nothing to remind of now.")


@entry(
    "licence",
    Verb.REMIND,
    citizen=Words(
        "许可有效期到{valid_to}，需要延续的请在{closes}以前申请。",
        "The licence is valid until {valid_to}; apply for renewal until {closes}.",
    ),
    clerk=Words("已提醒被许可人：{closes}以前申请延续。", "The holder was reminded to apply until {closes}."),
)
class Remind(Entry, frozen=True):
    """The holder was reminded."""

    valid_to: str
    closes: str


def remind(*, licence_id: UUID, actor: Actor) -> None:
    """Remind the holder. Raises Conflict when it is too early, too late, done or applied for already."""
    with LICENCE.act(Verb.REMIND, licence_id, actor=actor) as deed:
        licence, today = deed.subject, office_day(deed.now)
        span = window_of(licence)
        is_done = licence.reminded_at is not None or licence.renewal_asked_at is not None
        if span is None or is_done or not span.closes - REMINDED_BEFORE <= today <= span.closes:
            raise Conflict(_NOT_NOW)
        assert licence.valid_to_date is not None
        licence.reminded_at = deed.now
        told = Remind(valid_to=printed_day(licence.valid_to_date), closes=printed_day(span.closes))
        row = opened(deed, licence, Verb.REMIND, Content())
        deed.note(licence, told)
        paper_of_licence(
            deed,
            licence,
            DocumentKind.RENEWAL_REMINDER,
            row.id,
            valid_to=licence.valid_to_date,
            opens=span.opens,
            closes=span.closes,
            basis=span.basis,
        )


def remind_due(*, actor: Actor) -> int:
    """Remind every holder whose time to apply comes to its end; return how many. For the house's task."""
    today = clock.today()
    near = Q(valid_to_date__gte=today, valid_to_date__lte=today + FURTHEST_REMINDER)
    waiting = Licence.objects.filter(
        near, state__in=LIVE, matter_type=LICENCE_TYPE, reminded_at__isnull=True, renewal_asked_at__isnull=True
    )
    done = 0
    for licence_id in list(waiting.order_by("valid_to_date").values_list("id", flat=True)):
        try:
            remind(licence_id=licence_id, actor=actor)
        except Conflict:  # not near enough yet, or being worked on
            continue
        done += 1
    return done
