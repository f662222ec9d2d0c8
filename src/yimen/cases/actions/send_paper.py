"""Send the paper of cases to another post (移交纸质材料): from the window to a department, back, and between posts.

One list under one number, signed by the giver (材料交接单). Whose pile it is and which papers are in it follow from the
matters' texts and from what was handed over. The limit for its receipt is the house's own rule, no law's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings

from yimen.cases.models import Application, Case
from yimen.cases.reads.application import Filled, filled_row
from yimen.cases.reads.seen import seen_cases
from yimen.cases.rules.served import papers_of
from yimen.catalogue.reads import standard
from yimen.custody.access import PLACES
from yimen.custody.actions import HAND_OVER
from yimen.custody.actions.send import Listed, Place, note_sending
from yimen.custody.models import HandOver
from yimen.custody.reads import place_words
from yimen.custody.states import PAPER_WORDS
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, NotFound
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE, Limit
from yimen.notices.actions.issue import born as document_born
from yimen.notices.states import DocumentKind
from yimen.people.reads import offices, posts_held
from yimen.people.states import Post

MOST = 50
_CHOOSE = Words(f"请选要移交的办件（1至{MOST}件）。", f"Choose the cases whose paper goes (1 to {MOST}).")
_NO_PLACE = Words("请选接收的岗位：那里要有人任职。", "Choose the post that receives: somebody must hold it.")
_SAME_PLACE = Words("材料已经在这个岗位，不用移交。", "The paper lies with this post already.")
_NO_PAPER = Words("{no}没有收下纸质材料，不用移交。", "No paper was taken for {no}: there is nothing to hand over.")


def send_paper(*, case_ids: Collection[UUID], to_office: str, to_post: str, actor: Actor) -> UUID:
    """Send the piles of the cases; return the hand-over.

    Raises NotFound, BadInput at its field, Refused to another post, Conflict for a pile on its way or elsewhere.
    """
    rows = _cases(case_ids, actor)
    office = offices().get(to_office)
    if office is None or to_post not in PLACES or to_post not in posts_held(to_office):
        raise BadInput(_NO_PLACE, {"to": [_NO_PLACE]})
    applications = {row.application_id: filled_row(row.application) for row in rows}
    papers = [paper for row in rows for paper in _papers(row, applications[row.application_id])]
    first = {row.id: _first(row.application) for row in rows}
    with HAND_OVER.begin(actor=actor) as deed:
        limit = Limit.parse(settings.HAND_OVER_LIMIT)
        sent = note_sending(deed, first=first, to=(to_office, to_post), papers=papers, limit=limit)
        if (sent.from_office, sent.from_post) == (to_office, to_post):
            raise BadInput(_SAME_PLACE, {"to": [_SAME_PLACE]})
        giver = offices()[sent.from_office]
        data = _data(sent, papers, {r.id: applications[r.application_id].row.receipt_no or "" for r in rows}, actor)
        kind = DocumentKind.PAPER_LIST
        sent.number = document_born(deed, "hand_over", sent.id, kind, giver.code, giver.document_word, data)
        return sent.id


def _cases(case_ids: Collection[UUID], actor: Actor) -> list[Case]:
    ids = set(case_ids)
    if not 1 <= len(ids) <= MOST:
        raise BadInput(_CHOOSE, {"case": [_CHOOSE]})
    seen = seen_cases(actor).filter(pk__in=ids, accepted_at__isnull=False).select_related("application")
    rows = list(seen.order_by("number"))
    if len(rows) != len(ids):
        raise NotFound
    return rows


def _first(row: Application) -> Place:
    """Return where a pile lies that was never sent: at the window's hall, since it was accepted."""
    return Place(row.centre_id, Post.WINDOW_CLERK, row.accepted_at or row.opened_at)


def _papers(row: Case, application: Filled) -> list[Listed]:
    given = [key for key, m in application.given.items() if m.is_usable]
    text = standard(row.matter_id)
    found = papers_of(text.matter, application.bundle.acceptances, application.counts, application.facts, given)
    if not found:
        words = _NO_PAPER.fill(no=row.number)
        raise BadInput(words, {"case": [words]})
    return [Listed(row.id, row.number, text.acceptance.name, n.key, n.name, paper) for n, paper in found]


def _data(sent: HandOver, papers: Collection[Listed], receipts: Mapping[UUID, str], actor: Actor) -> dict[str, Any]:
    """Return what the list prints: no party is named on it."""
    until = sent.until.astimezone(OFFICE_ZONE)
    return {
        "centre": offices()[sent.from_office].name.zh,
        "giver": place_words(sent.from_office, sent.from_post).zh,
        "receiver": place_words(sent.to_office, sent.to_post).zh,
        "by": actor.name,
        "sent_at": f"{sent.sent_at.astimezone(OFFICE_ZONE):%Y年%m月%d日 %H:%M}",
        "until": f"{until:%Y年%m月%d日}",
        "piles": len(receipts),
        "lines": [
            {"case_no": p.source_no, "matter": p.matter.zh, "name": p.name.zh, "paper": PAPER_WORDS[p.paper].zh}
            for p in papers
        ],
    }
