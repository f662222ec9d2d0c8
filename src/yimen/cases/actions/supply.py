"""Take what was to come later (补交容缺材料): the original is seen, and every matter that waited for it has it.

Law: 广东省优化营商环境条例 art 32 (what to add, and by when, was told at acceptance). What comes after its time is
taken as long as nobody has ended the case.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.owed import stop
from yimen.cases.actions.inside.steps import conclude_if_last
from yimen.cases.models import Owed
from yimen.cases.reads.application import filled
from yimen.cases.rules.owed import Owing, Settled
from yimen.cases.states import FINAL, CaseVerb, ClockKind
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, Conflict
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.materials.actions.keep import keep as keep_document
from yimen.materials.rules.examine import examine_all
from yimen.materials.states import Trust

_NOTHING = Words("请勾选补交的是哪一份材料。", "Tick which document came.")
_ONE = Words("扫描件只能附在一份材料上，请只勾一份。", "The scan belongs to one document: tick that one only.")
_NOT_OWED = Words("这份材料没有在等补交。", "This document is not waited for.")


@entry(
    "case",
    CaseVerb.SUPPLY,
    citizen=Words("补交了容缺材料{count}份。", "{count} documents that were to come later came."),
    clerk=Words("{by}收到补交的容缺材料{count}份。", "{by} took {count} documents that were to come later."),
)
class Supply(Entry, frozen=True):
    """Documents that a case was accepted without came; by key."""

    keys: list[str]
    count: int


def supply(*, application_id: UUID, keys: Sequence[str], scans: Sequence[tuple[str, bytes]] = (), actor: Actor) -> None:
    """Take the documents `keys`; scans belong to the only one named. Raises NotFound, BadInput, Conflict, Refused."""
    if not keys or (scans and len(keys) != 1):
        words = _ONE if keys else _NOTHING
        raise BadInput(words, {"key": [words]})
    examined = examine_all(scans)
    row = filled(actor, application_id).row
    waiting = Owed.objects.filter(case__application=row.id, kind=Owing.TOLERANCE, outcome="", key__in=keys)
    ids = set(waiting.exclude(case__state__in=FINAL).values_list("case", flat=True))
    if not ids:
        raise Conflict(_NOT_OWED)
    with CASE.act(CaseVerb.SUPPLY, ids, actor=actor) as deed:
        owed = list(waiting.filter(case__in=ids).order_by("case", "key"))
        if {o.key for o in owed} != set(keys):
            raise Conflict(_NOT_OWED)
        for key in sorted(set(keys)):
            code, _, holder = key.partition("@")
            keep_document(
                source_kind="application",
                source_id=row.id,
                code=code,
                holder=holder,
                pages=examined if examined else None,
                trust=Trust.CHECKED,
                actor=actor,
            )
        Owed.objects.filter(pk__in=[o.pk for o in owed]).update(outcome=Settled.SUPPLIED, settled_at=deed.now)
        for case in deed.subjects:
            stop(case, ClockKind.TOLERANCE, deed.now)
            own = [o.key for o in owed if o.case_id == case.id]
            deed.note(case, Supply(keys=own, count=len(own)))
            conclude_if_last(deed, case)
