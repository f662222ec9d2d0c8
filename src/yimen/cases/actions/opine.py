"""Give the opinion that another department asked for (回复会办意见). Law: 行政许可法 art 26(2)."""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.opinions import opinion_text
from yimen.cases.actions.inside.proceedings import carry_on
from yimen.cases.models import Proceeding
from yimen.cases.reads.proceedings import opened
from yimen.cases.rules.proceedings import OpinionData, stand_of
from yimen.cases.states import STAND_WORDS, CaseVerb, ProceedingKind, ProceedingState
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Conflict
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words
from yimen.people.reads import offices
from yimen.people.states import Post

_NOTHING = Words(
    "贵部门的意见已经回复，或者没有在等的意见。", "Your department has answered already, or nothing is asked of it."
)


@entry(
    "case",
    CaseVerb.OPINE,
    citizen=Words("{office}已回复意见。", "{office_en} has given its opinion."),
    clerk=Words("{by}代表{office}回复：{stand}。{text}", "{by} answered for {office_en}: {stand_en}. {text}"),
    privacy=Privacy.OFFICE,
)
class Opine(Entry, frozen=True):
    """An opinion came in; `is_late` after its day."""

    office: str
    office_en: str
    stand: str
    stand_en: str
    text: str
    is_late: bool


def opine(*, case_id: UUID, stand: str, text: str, actor: Actor) -> None:
    """Answer for the actor's department. Raises BadInput, Conflict when nothing is asked of it, NotFound, Refused."""
    said, text = stand_of(stand), opinion_text(text, "text")
    with CASE.act(CaseVerb.OPINE, case_id, actor=actor) as deed:
        case = deed.subject
        mine = actor.offices(Post.EXAMINER, Post.APPROVER)
        awaited = Proceeding.objects.filter(case=case.id, kind=ProceedingKind.OPINION, ended_at__isnull=True)
        row = awaited.filter(office__in=mine).order_by("started_at", "id").first()
        if row is None:
            raise Conflict(_NOTHING)
        is_late = row.until is not None and row.until < deed.now
        data = opened(row, OpinionData)
        data.stand, data.text, data.by = said, text, actor.name
        carry_on(row, ProceedingState.DONE, data, deed.now, row.until)
        name, words = offices()[row.office].name, STAND_WORDS[said]
        deed.note(
            case,
            Opine(office=name.zh, office_en=name.en, stand=words.zh, stand_en=words.en, text=text, is_late=is_late),
        )
