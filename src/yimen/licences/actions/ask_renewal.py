"""Take the holder's application for a longer validity (申请延续), with the written receipt of the day.

Whether it is in time is worked out from her matter's own law, else from 行政许可法 art 50(1). A late one is taken as
well, as long as the licence runs: but the silence of the agency then grants nothing.

Law: 行政许可法 art 50(1), 32(2) (a dated receipt with the agency's seal).
"""

from __future__ import annotations

from uuid import UUID

from yimen.kernel.actor import Actor
from yimen.kernel.errors import Conflict
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.licences.actions import LICENCE
from yimen.licences.actions.inside.papers import paper_of_licence, printed_day
from yimen.licences.actions.inside.proceedings import opened, texts
from yimen.licences.reads.proceedings import Content, office_day, window_of
from yimen.licences.rules.validity import check_asking
from yimen.licences.states import Verb
from yimen.notices.states import DocumentKind

_ASKED = Words(
    "延续申请已在{day}登记，等审批员决定。", "The application for renewal was recorded on {day}; the approver decides."
)
_IN_TIME = "在有效期届满前会作出是否准予延续的决定；逾期没有作出决定的，视为准予延续。"
_LATE = "申请晚于法定时间（{closes}以前），本机关仍予审查；在有效期届满前没有作出决定的，不视为准予延续。"


@entry(
    "licence",
    Verb.ASK_RENEWAL,
    citizen=Words("已收到延续申请。{timely}", "The application for renewal was received. {timely_en}"),
    clerk=Words("{by}登记延续申请。{timely}", "{by} recorded an application for renewal. {timely_en}"),
)
class AskRenewal(Entry, frozen=True):
    """An application for renewal was recorded, and whether it was in time."""

    timely: str
    timely_en: str


def ask_renewal(*, licence_id: UUID, reason: str = "", actor: Actor) -> bool:
    """Record the holder's application of today; return whether it is in time.

    Raises Obstacle (no end of validity, over, too early), Refused for a certificate that is no licence, Conflict.
    """
    text = texts(optional=("reason",), reason=reason)["reason"]
    with LICENCE.act(Verb.ASK_RENEWAL, licence_id, actor=actor) as deed:
        licence = deed.subject
        if licence.renewal_asked_at is not None:
            raise Conflict(_ASKED.fill(day=printed_day(licence.renewal_asked_at)))
        span = window_of(licence)
        is_timely = check_asking(licence.valid_to_date, span, office_day(deed.now))
        assert span is not None and licence.valid_to_date is not None
        licence.renewal_asked_at, licence.renewal_by_id = deed.now, int(actor.id)
        licence.is_renewal_timely = is_timely
        row = opened(deed, licence, Verb.PROLONG, Content(reason=text, is_timely=is_timely))
        words = (
            Words("在法定时间内。", "In time.") if is_timely else Words("晚于法定时间。", "Later than the law asks.")
        )
        deed.note(licence, AskRenewal(timely=words.zh, timely_en=words.en))
        paper_of_licence(
            deed,
            licence,
            DocumentKind.RENEWAL_ASKED,
            row.id,
            valid_to=licence.valid_to_date,
            basis=span.basis,
            effect=_IN_TIME if is_timely else _LATE.format(closes=printed_day(span.closes)),
        )
    return is_timely
