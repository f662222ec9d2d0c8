"""Let a licence end whose validity is over and was not renewed (期满失效); the agency must then deregister it.

The house's verb, run by its daily task; to anybody who asks it has ended from the day after its last already. One that
the law deems renewed does not end. Law: 行政许可法 art 50, 70(1).
"""

from __future__ import annotations

from uuid import UUID

from yimen.catalogue.states import LICENCE as LICENCE_TYPE
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Conflict
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.licences.actions import LICENCE
from yimen.licences.actions.inside.papers import printed_day
from yimen.licences.actions.inside.proceedings import end_everything
from yimen.licences.models import Licence
from yimen.licences.reads.proceedings import is_deemed, office_day
from yimen.licences.states import LIVE, Verb

_IN_FORCE = Words("有效期还没有届满。", "Its validity is not over.")
AT_ONCE = 200


@entry(
    "licence",
    Verb.EXPIRE,
    citizen=Words(
        "有效期于{valid_to}届满，本许可不再有效。", "The validity ended on {valid_to}: it is no longer valid."
    ),
    clerk=Words(
        "有效期于{valid_to}届满未延续，应当办理注销（行政许可法第七十条）。",
        "It ran out on {valid_to} and was not renewed: to be deregistered (行政许可法 art 70).",
    ),
)
class Expire(Entry, frozen=True):
    """The licence ran out."""

    valid_to: str


def expire(*, licence_id: UUID, actor: Actor) -> None:
    """Note that the licence ran out. Raises Conflict while it is in force, or deemed renewed."""
    with LICENCE.act(Verb.EXPIRE, licence_id, actor=actor) as deed:
        licence, today = deed.subject, office_day(deed.now)
        if licence.valid_to_date is None or today <= licence.valid_to_date or is_deemed(licence, today):
            raise Conflict(_IN_FORCE)
        end_everything(deed, licence, Verb.EXPIRE)
        deed.note(licence, Expire(valid_to=printed_day(licence.valid_to_date)))


def expire_due(*, actor: Actor) -> int:
    """End every licence that ran out; return how many. For the house's task: each licence by itself."""
    past = Licence.objects.filter(
        state__in=LIVE, valid_to_date__lt=clock.today(), matter_type=LICENCE_TYPE, is_renewal_timely=False
    )
    done = 0
    for licence_id in list(past.order_by("valid_to_date").values_list("id", flat=True)[:AT_ONCE]):
        try:
            expire(licence_id=licence_id, actor=actor)
        except Conflict:  # renewed, or being worked on, since
            continue
        done += 1
    return done
