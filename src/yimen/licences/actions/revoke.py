"""Revoke a licence that should not have been granted (撤销行政许可), after its holder was told and heard.

By an approver of the issuing agency, another person than who told the holder. After fraud or bribery it must be
revoked, and in matters of safety the holder may not apply again for three years.

Law: 行政许可法 art 69(1) and (2) (grounds), 69(3) (not where the public interest would be gravely harmed: `desist`),
69(4) (compensation, and what is not protected), 79 (the bar), 7 (heard first; review and lawsuit).
"""

from __future__ import annotations

from uuid import UUID

from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.licences.actions import LICENCE
from yimen.licences.actions.inside.ending import basis_of, decided
from yimen.licences.actions.inside.papers import paper_of_licence, printed_day
from yimen.licences.actions.inside.proceedings import end_everything, texts
from yimen.licences.models import Bar
from yimen.licences.reads.proceedings import office_day, terms_of
from yimen.licences.rules.endings import BAR_BASIS, barred_to, consequence
from yimen.licences.states import Verb
from yimen.notices.states import DocumentKind

_HARM = Words(
    "请确认已经审查：撤销不会对公共利益造成重大损害；会造成的，应当作出不予撤销的决定（行政许可法第六十九条第三款）。",
    "Confirm that revoking it does not gravely harm the public interest; else decide not to (行政许可法 art 69(3)).",
)
_BARRED = "被许可人在{day}以前不得再次申请该行政许可（《中华人民共和国行政许可法》第七十九条）。"


@entry(
    "licence",
    Verb.REVOKE,
    citizen=Words("本许可已撤销（{cited}）。", "The licence was revoked ({article})."),
    clerk=Words("{by}决定撤销（{cited}）。{barred}", "{by} revoked it ({article}). {barred}"),
)
class Revoke(Entry, frozen=True):
    """The licence was revoked; `barred` says in Chinese until when the holder may not apply again, if so."""

    article: str
    cited: str
    barred: str = ""


def revoke(*, licence_id: UUID, opinion: str = "", is_harmless: bool, actor: Actor) -> None:
    """Revoke the licence on the ground that the holder was told of; `opinion` answers what she stated.

    `is_harmless`: it was examined that the public interest is not gravely harmed. Raises BadInput, FourEyes, Obstacle
    before she was heard, Conflict when a recall was told of or somebody was quicker.
    """
    opinion = texts(optional=("opinion",), opinion=opinion)["opinion"]
    if not is_harmless:
        raise BadInput(_HARM, {"is_harmless": [_HARM]})
    with LICENCE.act(Verb.REVOKE, licence_id, actor=actor) as deed:
        licence = deed.subject
        row, content, ground, weighed = decided(deed, Verb.REVOKE, opinion, Verb.REVOKE)
        today = office_day(deed.now)
        last = barred_to(content.ground, today, is_safety=terms_of(licence).is_safety)
        if last is not None:
            holders = [*licence.holder_ids, *licence.organisation_ids]
            shared = {"matter": licence.kind, "basis": BAR_BASIS, "licence_id": licence.id}
            bars = [Bar(holder_id=one, first_date=today, last_date=last, **shared) for one in holders]
            Bar.objects.bulk_create(bars)
        barred = _BARRED.format(day=printed_day(last)) if last else ""
        end_everything(deed, licence, Verb.REVOKE)
        deed.note(licence, Revoke(article=ground.article, cited=ground.cited, barred=barred))
        paper_of_licence(
            deed,
            licence,
            DocumentKind.REVOCATION,
            row.id,
            ground=ground.words.zh,
            reason=content.reason,
            basis=basis_of(ground, content),
            weighed=weighed,
            consequence=consequence(content.ground) + barred,
        )
