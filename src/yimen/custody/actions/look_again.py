"""A second person looks at original and scan again (复看): the same after all, or put right; then it may go out."""

from __future__ import annotations

from uuid import UUID

from yimen.custody.actions.inside.rows import delivery_deed, write
from yimen.custody.states import DeliveryVerb
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words


@entry(
    "delivery",
    DeliveryVerb.LOOK_AGAIN,
    citizen=Words("原件与电子件已由另一人复看。", "A second person looked at originals and scans again."),
    clerk=Words("{by}复看原件与电子件：{finding}", "{by} looked at original and scan again: {finding}"),
)
class LookAgain(Entry, frozen=True):
    """A second person looked, and says what she found."""

    finding: str


def look_again(*, case_id: UUID, finding: str, digest: str, actor: Actor) -> None:
    """Note what the second look found, and that the originals count as compared. Raises FourEyes, Conflict."""
    with delivery_deed(DeliveryVerb.LOOK_AGAIN, case_id, actor=actor) as (deed, row):
        row.compared, row.compared_at = digest, deed.now
        write(deed, row, LookAgain(finding=finding))
