"""What cases are accepted without: rows, limits and papers at acceptance; what waits for it later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from yimen.cases.actions.inside.clocks import start_clock
from yimen.cases.models import Application, Case, Clock, Owed
from yimen.cases.reads.application import Filled
from yimen.cases.reads.completeness import Completeness
from yimen.cases.reads.promises import promise_data, tolerance_data
from yimen.cases.rules.owed import Owing, of_matter, shortest
from yimen.cases.states import ClockKind
from yimen.catalogue.reads import standard
from yimen.kernel.action import Deed
from yimen.kernel.errors import Obstacle
from yimen.kernel.words import Words
from yimen.notices.actions.issue import born as document_born
from yimen.notices.states import DocumentKind
from yimen.people.reads import offices

_OUTSTANDING = Words(
    "容缺受理的材料还没有补交（{names}），现在不能作准予的决定。补交后再审批；到期没有补交的，可以终止办理。",
    "What was to come later is not here ({names}): no decision to grant now. Approve when it is; when its time has "
    "passed, the case may be ended.",
)


def note_owed(deed: Deed[Application], application: Filled, examined: Completeness, cases: Sequence[Case]) -> None:
    """Write what the cases are accepted without, each case's limit, and the two papers. Called in the acceptance."""
    row = application.row
    here = {key for key, sheet in application.given.items() if sheet.is_usable}
    later = [k for k in row.tolerated if k not in here]
    promised = [k for k in row.promised if k not in here]
    rows: list[Owed] = []
    for case in cases:
        matter = standard(case.matter_id).matter
        comes = of_matter(matter, examined.pile, later)
        rows += [Owed(case=case, key=n.key, kind=Owing.TOLERANCE) for n in comes]
        rows += [Owed(case=case, key=n.key, kind=Owing.PROMISE) for n in of_matter(matter, examined.pile, promised)]
        if comes:
            within = shortest(n.tolerable.within for n in comes if n.tolerable)
            start_clock(case, ClockKind.TOLERANCE, within, row.accepted_at or deed.now)
    owing = {owed.case_id for owed in rows}
    for case in cases:
        case.has_owed = case.id in owing
    Owed.objects.bulk_create(rows)
    office = offices()[row.centre_id]
    papers = {
        DocumentKind.TOLERANCE: tolerance_data(application, examined, later, row.accepted_at) if later else None,
        DocumentKind.PROMISE: promise_data(application, examined, promised) if promised else None,
    }
    for kind, data in papers.items():
        if data is not None:
            document_born(deed, "application", row.id, kind, row.centre_id, office.document_word, data)


def refuse_while_owed(case: Case) -> None:
    """Raise Obstacle when something that was to come later is not here: nothing is granted without it."""
    names = outstanding(case)
    if names:
        raise Obstacle(
            Words(
                _OUTSTANDING.zh.format(names="、".join(n.zh for n in names)),
                _OUTSTANDING.en.format(names=", ".join(n.en for n in names)),
            ),
            basis="广东省优化营商环境条例 32",
        )


def outstanding(case: Case) -> list[Words]:
    """Return the names of what was to come later and is not here; no statement for a case that owes nothing."""
    if not case.has_owed:
        return []
    keys = Owed.objects.filter(case=case.id, kind=Owing.TOLERANCE, outcome="").order_by("key")
    names = {m.code: m.name for m in standard(case.matter_id).acceptance.materials}
    return [names[key.partition("@")[0]] for key in keys.values_list("key", flat=True)]


def watch_promises(case: Case, now: datetime) -> None:
    """Begin the department's time to check the promises, at its decision."""
    if not case.has_owed:
        return
    keys = list(Owed.objects.filter(case=case.id, kind=Owing.PROMISE, outcome="").values_list("key", flat=True))
    codes = {key.partition("@")[0] for key in keys}
    texts = [m.promise for m in standard(case.matter_id).acceptance.materials if m.code in codes]
    limits = [text.check_within for text in texts if text]
    if limits:
        start_clock(case, ClockKind.PROMISE, shortest(limits), now)


def stop(case: Case, kind: ClockKind, now: datetime) -> None:
    """Stop the case's limit of this kind when nothing of it is open any more."""
    owing = Owing.TOLERANCE if kind is ClockKind.TOLERANCE else Owing.PROMISE
    if not Owed.objects.filter(case=case.id, kind=owing, outcome="").exists():
        Clock.objects.filter(case=case.id, kind=kind, stopped_at__isnull=True).update(stopped_at=now)
