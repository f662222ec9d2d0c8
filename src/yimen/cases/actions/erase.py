"""Erase prepared answers (删除预填): by her who has the code, or by the house when their time is over.

Law: 个人信息保护法 art 47 (erase when the purpose is reached, the time is over, or the person takes her consent back).
"""

from __future__ import annotations

from yimen.cases.actions import PREPARATION
from yimen.cases.models import Attempt, Preparation
from yimen.cases.reads.preparation import prepared_row
from yimen.cases.rules.retention import TRIES
from yimen.cases.states import PreparationState, PreparationVerb
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words


@entry(
    "preparation",
    PreparationVerb.ERASE,
    citizen=Words("预填的内容已删除。", "What was prepared was erased."),
    clerk=Words("预填的内容已删除。", "What was prepared was erased."),
)
class Erase(Entry, frozen=True):
    """Prepared answers were erased; nothing of them is left."""


def erase(*, code: str, actor: Actor) -> None:
    """Erase what the code opens. Raises NotFound."""
    with PREPARATION.act(PreparationVerb.ERASE, prepared_row(actor, code).id, actor=actor) as deed:
        deed.subject.content_sealed = None
        deed.note(deed.subject, Erase())


def erase_outdated(*, actor: Actor) -> int:
    """Erase everything whose time is over; return how many. For the house's daily task."""
    old = Preparation.objects.filter(
        state=PreparationState.PREPARED, content_sealed__isnull=False, valid_until__lte=clock.now()
    )
    ids = list(old.values_list("id", flat=True)[:500])
    if not ids:
        return 0
    with PREPARATION.act(PreparationVerb.ERASE, ids, actor=actor) as deed:
        for row in deed.subjects:
            row.content_sealed = None
            deed.note(row, Erase())
    return len(ids)


def forget_tries(*, actor: Actor) -> int:  # noqa: ARG001
    """Delete the tries of asking without signing in whose time is over; return how many. For the daily task."""
    return Attempt.objects.filter(at__lt=clock.now() - TRIES).delete()[0]
