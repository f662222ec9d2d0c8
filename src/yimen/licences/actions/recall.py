"""Recall a lawful licence (撤回行政许可) because its law or its facts have changed, for the public interest.

The agency's act, with compensation for losses: not the applicant's taking back of an application (`withdraw`). After
the holder was told and heard, by an approver, another person than who told her.

Law: 行政许可法 art 8(2), 7.
"""

from __future__ import annotations

from uuid import UUID

from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.licences.actions import LICENCE
from yimen.licences.actions.inside.ending import basis_of, decided
from yimen.licences.actions.inside.papers import paper_of_licence
from yimen.licences.actions.inside.proceedings import end_everything, texts
from yimen.licences.states import Verb
from yimen.notices.states import DocumentKind


@entry(
    "licence",
    Verb.RECALL,
    citizen=Words("本许可已由行政机关依法撤回（{cited}）。", "The agency recalled the licence ({article})."),
    clerk=Words("{by}决定撤回（{cited}）。", "{by} recalled it ({article})."),
)
class Recall(Entry, frozen=True):
    """The licence was recalled by the agency."""

    article: str
    cited: str


def recall(*, licence_id: UUID, interest: str, opinion: str = "", actor: Actor) -> None:
    """Recall the licence; `interest` says which public interest needs it, `opinion` answers what the holder stated.

    Raises BadInput, FourEyes, Obstacle before she was heard, Conflict when a revocation was told of or somebody was
    quicker.
    """
    clean = texts(optional=("opinion",), interest=interest, opinion=opinion)
    with LICENCE.act(Verb.RECALL, licence_id, actor=actor) as deed:
        licence = deed.subject
        row, content, ground, weighed = decided(deed, Verb.RECALL, clean["opinion"], Verb.RECALL)
        end_everything(deed, licence, Verb.RECALL)
        deed.note(licence, Recall(article=ground.article, cited=ground.cited))
        paper_of_licence(
            deed,
            licence,
            DocumentKind.RECALL,
            row.id,
            ground=ground.words.zh,
            reason=content.reason,
            interest=clean["interest"],
            basis=basis_of(ground, content),
            weighed=weighed,
            compensation=content.compensation,
        )
