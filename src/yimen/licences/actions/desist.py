"""Decide not to revoke or recall what the holder was told of (不予撤销、不予撤回): the licence stays in force.

Because it was not found, because revoking it would gravely harm the public interest, or because the law only allows it
and it is not done. What was obtained by fraud is kept for the first two alone.

Law: 行政许可法 art 69(2) (must), 69(3) (is not revoked), 69(1) and 8(2) (may).
"""

from __future__ import annotations

from uuid import UUID

from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.licences.actions import LICENCE
from yimen.licences.actions.inside.ending import basis_of, decided
from yimen.licences.actions.inside.papers import paper_of_licence
from yimen.licences.actions.inside.proceedings import ending_of, texts
from yimen.licences.reads.proceedings import content_of
from yimen.licences.rules.endings import PUBLIC_INTEREST_CITED, Because, check_because
from yimen.licences.states import Verb
from yimen.notices.states import DocumentKind

_TITLES = {Verb.REVOKE: "不予撤销行政许可决定书", Verb.RECALL: "不予撤回行政许可决定书"}


@entry(
    "licence",
    Verb.DESIST,
    citizen=Words(
        "决定不予撤销（撤回），本许可继续有效。", "It is not revoked or recalled; the licence stays in force."
    ),
    clerk=Words("{by}决定不予撤销（撤回）：{because}。", "{by} decided not to revoke or recall it: {because_en}."),
)
class Desist(Entry, frozen=True):
    """What the holder was told of is not done."""

    because: str
    because_en: str


def desist(*, licence_id: UUID, because: str, reason: str, actor: Actor) -> None:
    """Keep the licence. Raises BadInput where the law does not let it be kept for that, FourEyes, Conflict."""
    text = texts(reason=reason)["reason"]
    with LICENCE.act(Verb.DESIST, licence_id, actor=actor) as deed:
        licence = deed.subject
        found = ending_of(licence)
        words = check_because(found.verb, content_of(found).ground, because)
        row, content, ground, _ = decided(deed, Verb(found.verb), text, Verb.DESIST)
        deed.note(licence, Desist(because=words.zh, because_en=words.en))
        is_harm = because == Because.PUBLIC_INTEREST
        paper_of_licence(
            deed,
            licence,
            DocumentKind.DESISTANCE,
            row.id,
            act=_TITLES[Verb(found.verb)],
            ground=words.zh,
            reason=text,
            basis=PUBLIC_INTEREST_CITED if is_harm else basis_of(ground, content),
        )
