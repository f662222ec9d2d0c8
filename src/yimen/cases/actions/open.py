"""Open an application at a window (新开申请): a draft that any window can go on with."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from yimen.cases.actions import APPLICATION
from yimen.cases.models import Application, Opening
from yimen.cases.rules.entry import elsewhere
from yimen.cases.states import ApplicationVerb
from yimen.catalogue.reads import BundleSheet
from yimen.catalogue.reads import bundle as bundle_of
from yimen.kernel.action import Deed
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Refused
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.people.reads import windows
from yimen.people.states import Post


@entry(
    "application",
    ApplicationVerb.OPEN,
    citizen=Words("在窗口新开了申请。", "An application was opened at the window."),
    clerk=Words("{by}在{window}新开申请（{bundle}）。", "{by} opened an application at {window} ({bundle})."),
    privacy=Privacy.OFFICE,
)
class Open(Entry, frozen=True):
    """A draft was opened."""

    bundle: str
    window: str


def open_(*, bundle: str, actor: Actor) -> UUID:
    """Return a new draft of `bundle` at the actor's window.

    Raises NotFound, Refused away from a window, Obstacle where this hall does not take the matter (with where to go).
    """
    with APPLICATION.begin(actor=actor) as deed:
        return born_draft(deed, bundle_of(bundle), actor).id


def born_draft(deed: Deed[Any], text: BundleSheet, actor: Actor) -> Application:
    """Make a draft at the actor's window inside a deed. Raises Refused away from a window, Obstacle like `open_`."""
    if actor.window is None or not actor.holds(Post.WINDOW_CLERK):
        raise Refused(Words("请先选择您所在的窗口。", "Choose the window you sit at first."))
    window = windows()[actor.window]
    if not text.text.entry.takes(window.centre.code):
        raise elsewhere(text.text.name, text.text.entry)
    row = Application(
        bundle_id=text.id,
        region_id=window.centre.region,
        centre_id=window.centre.code,
        window_id=window.code,
        opened_by_id=int(actor.id),
        opened_at=deed.now,
    )
    deed.born(APPLICATION, row, Open(bundle=text.text.bundle, window=window.code))
    today = deed.now.astimezone(OFFICE_ZONE).date()
    Opening.objects.create(application=row, account_id=int(actor.id), day=today)
    return row
