"""Rechecks of what a table granted: drawn, asked for, answered. Used by the verbs inside their deeds."""

from __future__ import annotations

import secrets
from datetime import datetime

from yimen.cases.models import Case, Recheck, SampleSeed
from yimen.cases.rules.at_once import RecheckKind
from yimen.cases.rules.sampling import is_drawn
from yimen.catalogue.rules.by_table import share_of
from yimen.kernel.action import Deed
from yimen.kernel.errors import Conflict
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE

_NOTHING = Words("这件现在没有待办的抽查或复核。", "Nothing of this case waits for a check or a review now.")
_FINDINGS = {True: Words("符合", "it was right"), False: Words("有异议", "it is disputed")}


def month_of(at: datetime) -> str:
    """Return the office's month of a moment: `2026-03`."""
    return f"{at.astimezone(OFFICE_ZONE):%Y-%m}"


def draw(deed: Deed[Case], case: Case, sampled: str) -> bool:
    """Draw whether the case is checked later, and open the check when it is."""
    share = share_of(sampled)
    if not share:
        return False
    month = month_of(deed.now)
    new = SampleSeed(month=month, seed=secrets.token_hex(16), made_at=deed.now)
    SampleSeed.objects.bulk_create([new], ignore_conflicts=True)  # of two firsts in a month one seed stays
    seed = SampleSeed.objects.values_list("seed", flat=True).get(pk=month)
    if is_drawn(seed, case.number, share):
        open_recheck(deed, case, RecheckKind.SAMPLE)
        return True
    return False


def open_recheck(deed: Deed[Case], case: Case, kind: RecheckKind, words: str = "") -> None:
    """Open a recheck of the case."""
    Recheck.objects.create(case=case, kind=kind, month=month_of(deed.now), words=words, opened_at=deed.now)


def answer(deed: Deed[Case], case: Case, kind: RecheckKind, opinion: str, *, is_confirmed: bool) -> Words:
    """Answer the open recheck; return the finding in words. Raises Conflict when none is open."""
    changed = Recheck.objects.filter(case=case.id, kind=kind, answered_at__isnull=True).update(
        answered_at=deed.now, answered_by=int(deed.actor.id), is_confirmed=is_confirmed, opinion=opinion
    )
    if not changed:
        raise Conflict(_NOTHING)
    return _FINDINGS[is_confirmed]
