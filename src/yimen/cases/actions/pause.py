"""Let the limit stand still (暂停计时), for a reason that the matter's own law gives and with the written notice.

Law: 行政许可法 art 45 (hearing, tender, auction, inspection, testing, quarantine, appraisal and expert review do not
count; the time needed is told to the applicant in writing). Waiting for another department is no reason, and a law
that gives none knows no pause.
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.clocks import count_again, own_law
from yimen.cases.actions.inside.opinions import opinion_text
from yimen.cases.actions.inside.paper import paper_of_case
from yimen.cases.models import Case, Pause
from yimen.cases.states import CaseVerb
from yimen.catalogue.rules.citations import cited
from yimen.catalogue.rules.limits import check_pause, reason_code, reason_words
from yimen.kernel.action import Deed
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE
from yimen.notices.states import DocumentKind

LONGEST = 250
"""Working days: more than a year is no estimate."""
_DAYS = Words(
    f"请写明预计需要多少个工作日（1至{LONGEST}）。", f"Say how many working days it will take (1 to {LONGEST})."
)


@entry(
    "case",
    CaseVerb.PAUSE,
    citizen=Words(
        "因{reason}，从今天起不计入办理期限，预计需要{needed_days}个工作日。说明：{ground}",
        "From today the limit stands still for {reason_en}, for about {needed_days} working days. {ground}",
    ),
    clerk=Words(
        "{by}因{reason}暂停计时，预计{needed_days}个工作日。说明：{ground}",
        "{by} paused the limit for {reason_en}, about {needed_days} working days. {ground}",
    ),
)
class PauseCase(Entry, frozen=True):
    """A case's limit was paused; `clocks` are kinds with start and end, the end empty while it lasts."""

    reason: str
    reason_en: str
    needed_days: int
    ground: str
    clocks: list[tuple[str, str, str]]


def pause(*, case_id: UUID, reason: str, needed_days: int, ground: str, actor: Actor) -> None:
    """Pause the case's limits from today on. `reason` is a code or its words; `needed_days` are working days.

    Raises BadInput, Obstacle when the matter's law does not know the reason, Refused, Conflict.
    """
    code = reason_code(reason)
    ground = opinion_text(ground, "ground")
    if not 1 <= needed_days <= LONGEST:
        raise BadInput(_DAYS, {"needed_days": [_DAYS]})
    with CASE.act(CaseVerb.PAUSE, case_id, actor=actor) as deed:
        note_pause(deed, deed.subject, code, needed_days, ground)


def note_pause(deed: Deed[Case], case: Case, code: str, needed_days: int, ground: str) -> None:
    """Pause the case's limits inside an open deed, with the notice. Raises Obstacle where its law knows none."""
    rule = own_law(case)
    check_pause(rule, code, is_told_in_writing=True)
    assert rule.pauses is not None
    row = Pause(case=case, reason=code, needed_days=needed_days, ground=ground)
    row.first_date = deed.now.astimezone(OFFICE_ZONE).date()
    row.save(force_insert=True)
    case.has_papers = True
    words, clocks = reason_words(code), count_again(case)
    deed.note(
        case,
        PauseCase(reason=words.zh, reason_en=words.en, needed_days=needed_days, ground=ground, clocks=clocks),
    )
    paper_of_case(
        deed,
        case,
        DocumentKind.PAUSE,
        source=("pause", row.id),
        reason=words.zh,
        needed_days=needed_days,
        ground=ground,
        basis=cited(rule.law, rule.pauses.article),
    )
