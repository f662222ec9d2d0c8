"""Let secondary documents come later (容缺受理): the applicant promises in writing, and is told what to add by when.

Law: 广东省优化营商环境条例 art 32 (the main documents must be complete; accepted first, told at once what to add and by
when). Only what the matter's published text marks may come later.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from yimen.cases.actions import APPLICATION
from yimen.cases.actions.inside.waived import check_waived
from yimen.cases.reads.application import filled_row
from yimen.cases.rules.owed import Owing
from yimen.cases.states import ApplicationVerb
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words


@entry(
    "application",
    ApplicationVerb.TOLERATE,
    citizen=Words("您书面承诺后补材料{count}份。", "You promised in writing to bring {count} documents later."),
    clerk=Words("{by}收到容缺承诺，后补材料{count}份。", "{by} took the promise to bring {count} documents later."),
)
class Tolerate(Entry, frozen=True):
    """Documents come later, by a signed promise; `keys` are `code` or `code@holder`, none: all are handed over now."""

    keys: list[str]
    count: int


def tolerate(*, application_id: UUID, keys: Sequence[str], is_signed: bool, actor: Actor) -> None:
    """Let the documents `keys` come later; no keys takes it back. Raises BadInput for others, or unsigned."""
    with APPLICATION.act(ApplicationVerb.TOLERATE, application_id, actor=actor) as deed:
        row = deed.subject
        row.tolerated = check_waived(filled_row(row), keys, Owing.TOLERANCE, is_signed)
        row.promised = [key for key in row.promised if key not in row.tolerated]
        deed.note(row, Tolerate(keys=row.tolerated, count=len(row.tolerated)))
