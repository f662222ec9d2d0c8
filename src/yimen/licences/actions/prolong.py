"""Grant a longer validity (准予延续): the next version takes the licence's place, valid as long again.

By an approver, another person than who recorded the application, before the licence runs out. The new time begins where
the old one ends. Law: 行政许可法 art 50(2), 38(1) (a written decision).
"""

from __future__ import annotations

from uuid import UUID

from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.licences.actions import LICENCE
from yimen.licences.actions.inside.papers import paper_of_licence, printed_day
from yimen.licences.actions.inside.proceedings import end_renewal, texts
from yimen.licences.actions.inside.renewals import renewal_of
from yimen.licences.actions.inside.versions import successor
from yimen.licences.reads.proceedings import office_day, terms_of
from yimen.licences.rules.validity import check_before_end, last_day
from yimen.licences.states import Verb
from yimen.notices.states import DocumentKind

BASIS = "《中华人民共和国行政许可法》第五十条第二款"


@entry(
    "licence",
    Verb.PROLONG,
    citizen=Words("准予延续，有效期到{valid_to}。请使用新证。", "Renewed: valid until {valid_to}. Use the new one."),
    clerk=Words(
        "{by}准予延续，有效期到{valid_to}，新版本{e_number}。{opinion}",
        "{by} renewed it until {valid_to}: {e_number}. {opinion}",
    ),
)
class Prolong(Entry, frozen=True):
    """The validity was renewed; this version ended, the e-licence number is that of its successor."""

    valid_to: str
    e_number: str
    opinion: str = ""


def prolong(*, licence_id: UUID, opinion: str = "", actor: Actor) -> UUID:
    """Return the new version. Raises FourEyes, Conflict when nothing is asked for, or it is over."""
    opinion = texts(optional=("opinion",), opinion=opinion)["opinion"]
    with LICENCE.act(Verb.PROLONG, licence_id, actor=actor) as deed:
        licence = deed.subject
        row = renewal_of(licence)
        old_end = check_before_end(licence.valid_to_date, office_day(deed.now))
        valid_to = last_day(terms_of(licence).valid, old_end)
        end_renewal(licence, deed.now, Verb.PROLONG)
        new = successor(deed, licence, changes={"valid_to": printed_day(valid_to)}, valid_to=valid_to)
        licence.ended_at, licence.ended_by = deed.now, Verb.PROLONG
        told = Prolong(valid_to=printed_day(valid_to), e_number=new.e_number or new.number, opinion=opinion)
        deed.note(licence, told)
        paper_of_licence(
            deed,
            licence,
            DocumentKind.RENEWAL,
            row.id,
            old_valid_to=old_end,
            valid_to=valid_to,
            basis=BASIS,
        )
    return new.id
