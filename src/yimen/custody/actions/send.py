"""Send piles of paper to another post (移交): a list under one number, signed by the giver.

The limit for its receipt is the house's own, no law's. A pile that is on its way or lies elsewhere is not sent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yimen.custody.actions import HAND_OVER
from yimen.custody.models import HandOver, Line, Pile
from yimen.custody.states import HandOverVerb
from yimen.kernel.action import Deed
from yimen.kernel.calendar import work_calendar
from yimen.kernel.errors import Conflict
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.limits import due
from yimen.kernel.words import Words
from yimen.kernel.workdays import Limit
from yimen.people.reads import offices

_ON_ITS_WAY = Words(
    "{no}的材料正在移交途中（{number}），不能再移交一次。",
    "The paper of {no} is on its way already ({number}): it is not sent twice.",
)
_ELSEWHERE = Words("{no}的材料不在这里，在{where}。", "The paper of {no} is not here: it lies with {where}.")


@entry(
    "hand_over",
    HandOverVerb.SEND,
    citizen=Words("材料移交，{papers}份。", "{papers} papers were handed over."),
    clerk=Words("{by}移交{piles}件、{papers}份材料。", "{by} handed over {papers} papers of {piles} cases."),
    privacy=Privacy.OFFICE,
)
class Send(Entry, frozen=True):
    """Piles were sent: how many, and papers on the list; `sources` are the cases' numbers."""

    piles: int
    papers: int
    sources: list[str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where paper lies: an office's code and a post there, since when."""

    office: str
    post: str
    since_at: datetime


@dataclass(frozen=True, slots=True)
class Listed:
    """One paper for the list."""

    source_id: UUID
    source_no: str
    matter: Words
    key: str
    name: Words
    paper: str


def note_sending(
    deed: Deed[HandOver],
    *,
    first: Mapping[UUID, Place],
    to: tuple[str, str],
    papers: Sequence[Listed],
    limit: Limit,
) -> HandOver:
    """Return the new hand-over, inside a deed; its number comes from the caller, who issues the paper.

    `first` says where each case's pile lies if it was never sent. Raises Conflict naming a pile that is on its way or
    elsewhere, Refused to somebody of another post.
    """
    piles = _locked(first)
    here = (piles[0].office, piles[0].post)
    numbers = {p.source_id: p.source_no for p in papers}
    for pile in piles:
        _check(pile, here, numbers.get(pile.source_id, ""))
    until = due(limit, deed.now, work_calendar()).at
    assert until is not None
    row = HandOver(
        from_office=here[0],
        from_post=here[1],
        to_office=to[0],
        to_post=to[1],
        sent_by_id=int(deed.actor.id),
        sent_at=deed.now,
        count=limit.count,
        unit=limit.unit,
        until=until,
    )
    deed.born(HAND_OVER, row, Send(piles=len(piles), papers=len(papers), sources=sorted({p.source_no for p in papers})))
    Line.objects.bulk_create([_line(row, n, paper) for n, paper in enumerate(papers, 1)])
    Pile.objects.filter(pk__in=[p.pk for p in piles]).update(hand_over=row.id)
    return row


def _locked(first: Mapping[UUID, Place]) -> list[Pile]:
    """Lock the rows that say where the piles lie, each made when it is asked for first: two never send one."""
    new = [
        Pile(source_kind="case", source_id=i, office=at.office, post=at.post, since_at=at.since_at)
        for i, at in sorted(first.items())
    ]
    Pile.objects.bulk_create(new, ignore_conflicts=True)
    rows = Pile.objects.select_for_update(no_key=True).filter(source_kind="case", source_id__in=list(first))
    return list(rows.order_by("source_id"))


def _check(pile: Pile, here: tuple[str, str], number: str) -> None:
    if pile.hand_over_id is not None:
        under = HandOver.objects.values_list("number", flat=True).get(pk=pile.hand_over_id)
        raise Conflict(_ON_ITS_WAY.fill(no=number, number=under), number=under)
    if (pile.office, pile.post) != here:
        office = offices()[pile.office].name
        words = Words(
            _ELSEWHERE.zh.format(no=number, where=office.zh), _ELSEWHERE.en.format(no=number, where=office.en)
        )
        raise Conflict(words)


def _line(row: HandOver, place: int, paper: Listed) -> Line:
    return Line(
        hand_over_id=row.id,
        place=place,
        source_id=paper.source_id,
        source_no=paper.source_no,
        matter_zh=paper.matter.zh,
        matter_en=paper.matter.en,
        key=paper.key,
        name_zh=paper.name.zh,
        name_en=paper.name.en,
        paper=paper.paper,
    )
