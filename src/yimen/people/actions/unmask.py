"""Show a person's full document number to somebody who says why (查看完整号码).

Journalled with the reason; the person sees it.

Law: 个人信息保护法 art 7 (openness), art 51.
"""

from __future__ import annotations

from uuid import UUID

from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.people.actions import PERSON
from yimen.people.reads import open_number
from yimen.people.states import Verb


@entry(
    "person",
    Verb.UNMASK,
    citizen=Words("{by}查看了您的完整证件号码，理由：{reason}", "{by} looked at your full document number: {reason}"),
    clerk=Words("{by}查看完整证件号码，理由：{reason}", "{by} looked at the full document number: {reason}"),
)
class Unmask(Entry, frozen=True):
    """Somebody looked at the full number."""

    reason: str


def unmask(*, person_id: UUID, reason: str, document: int | None = None, actor: Actor) -> str:
    """Return the full number of a document, of the first when none is named.

    Raises BadInput without a reason, NotFound when the person is not before the actor.
    """
    reason = reason.strip()
    if not 2 <= len(reason) <= 200:
        raise BadInput(
            Words(
                "请写明查看完整号码的理由（2至200字）。",
                "Say why you need the full number (2 to 200 characters).",
            ),
            {"reason": [Words("请写明理由。", "Give the reason.")]},
        )
    with PERSON.act(Verb.UNMASK, person_id, actor=actor) as deed:
        deed.note(deed.subject, Unmask(reason=reason))
        return open_number(person_id, document)
