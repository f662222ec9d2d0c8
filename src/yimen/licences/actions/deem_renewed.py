"""Note that the law has renewed a licence (视为准予延续): asked for in time, and nothing decided before its end.

The house's verb, run by its daily task; the holder is told in writing. Valid as long again, from where the old time
ended: the law does not say how long a deemed renewal lasts (general). Law: 行政许可法 art 50(2).
"""

from __future__ import annotations

from uuid import UUID

from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Conflict
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.licences.actions import LICENCE
from yimen.licences.actions.inside.papers import paper_of_licence, printed_day
from yimen.licences.actions.inside.proceedings import end_renewal
from yimen.licences.actions.inside.renewals import renewal_of
from yimen.licences.models import Licence
from yimen.licences.reads.proceedings import is_deemed, office_day, terms_of
from yimen.licences.rules.validity import last_day
from yimen.licences.states import LIVE, Verb
from yimen.notices.states import DocumentKind

_NOT_YET = Words("还不能视为准予延续。", "It is not deemed renewed.")
BASIS = "《中华人民共和国行政许可法》第五十条第二款"
AT_ONCE = 200


@entry(
    "licence",
    Verb.DEEM_RENEWED,
    citizen=Words(
        "有效期届满前没有作出决定，依法视为准予延续，有效期到{valid_to}。",
        "Nothing was decided in time: by law the licence is renewed, valid until {valid_to}.",
    ),
    clerk=Words(
        "届满前没有作出决定，依法视为准予延续到{valid_to}（行政许可法第五十条第二款）。",
        "Not decided before the end: deemed renewed until {valid_to} (行政许可法 art 50(2)).",
    ),
)
class DeemRenewed(Entry, frozen=True):
    """The law renewed the licence because the agency was silent."""

    valid_to: str


def deem_renewed(*, licence_id: UUID, actor: Actor) -> None:
    """Note the renewal by law. Raises Conflict when the law does not give it (any more)."""
    with LICENCE.act(Verb.DEEM_RENEWED, licence_id, actor=actor) as deed:
        licence = deed.subject
        if not is_deemed(licence, office_day(deed.now)):
            raise Conflict(_NOT_YET)
        row, asked_at, old_end = renewal_of(licence), licence.renewal_asked_at, licence.valid_to_date
        assert old_end is not None
        licence.valid_to_date = last_day(terms_of(licence).valid, old_end)
        licence.reminded_at = None
        end_renewal(licence, deed.now, Verb.DEEM_RENEWED)
        deed.note(licence, DeemRenewed(valid_to=printed_day(licence.valid_to_date)))
        paper_of_licence(
            deed,
            licence,
            DocumentKind.DEEMED_RENEWAL,
            row.id,
            asked_at=asked_at,
            old_valid_to=old_end,
            valid_to=licence.valid_to_date,
            basis=BASIS,
        )


def deem_renewed_due(*, actor: Actor) -> int:
    """Note every renewal by law that is due; return how many. For the house's task: each licence by itself."""
    past = Licence.objects.filter(state__in=LIVE, valid_to_date__lt=clock.today(), is_renewal_timely=True)
    done = 0
    for licence_id in list(past.order_by("valid_to_date").values_list("id", flat=True)[:AT_ONCE]):
        try:
            deem_renewed(licence_id=licence_id, actor=actor)
        except Conflict:  # decided, or being worked on, since
            continue
        done += 1
    return done
