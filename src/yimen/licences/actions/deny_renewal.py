"""Deny a longer validity (不予延续), in writing, with reason, basis and remedies, before the licence runs out.

It stays in force to its last day. By an approver, another person than who recorded the application.
Law: 行政许可法 art 50(2), 38(2).
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
from yimen.licences.reads.proceedings import office_day
from yimen.licences.rules.validity import check_before_end
from yimen.licences.states import Verb
from yimen.notices.states import DocumentKind


@entry(
    "licence",
    Verb.DENY_RENEWAL,
    citizen=Words("不予延续，本许可到{valid_to}为止有效。", "Not renewed: it is valid until {valid_to}."),
    clerk=Words("{by}决定不予延续，到{valid_to}为止有效。", "{by} did not renew it: valid until {valid_to}."),
)
class DenyRenewal(Entry, frozen=True):
    """The validity is not renewed."""

    valid_to: str


def deny_renewal(*, licence_id: UUID, reason: str, basis: str, actor: Actor) -> None:
    """Deny the renewal. Raises BadInput, FourEyes, Conflict when nothing waits or it is over."""
    clean = texts(reason=reason, basis=basis)
    with LICENCE.act(Verb.DENY_RENEWAL, licence_id, actor=actor) as deed:
        licence = deed.subject
        row = renewal_of(licence)
        valid_to = check_before_end(licence.valid_to_date, office_day(deed.now))
        end_renewal(licence, deed.now, Verb.DENY_RENEWAL)
        deed.note(licence, DenyRenewal(valid_to=printed_day(valid_to)))
        paper_of_licence(deed, licence, DocumentKind.RENEWAL_REFUSAL, row.id, valid_to=valid_to, **clean)
