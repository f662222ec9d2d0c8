"""Compare an uploaded document with its original (核原件): from now on it counts as handed over.

Law: 国办函〔2016〕108号 (an upload, C, is usable once a window officer has checked the original; then it is B).
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import APPLICATION
from yimen.cases.states import ApplicationVerb
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words
from yimen.materials.actions.vouch import vouch as raise_trust


@entry(
    "application",
    ApplicationVerb.VOUCH,
    citizen=Words("您上传的一份材料已核对原件。", "A document you uploaded was compared with its original."),
    clerk=Words("{by}核对了原件（{key}）。", "{by} compared {key} with its original."),
)
class Vouch(Entry, frozen=True):
    """An uploaded document was compared with its original: C became B."""

    key: str


def vouch(*, application_id: UUID, key: str, actor: Actor) -> None:
    """Say that the original of an uploaded document was seen. Raises BadInput when there is no such upload."""
    code, _, holder = key.partition("@")
    with APPLICATION.act(ApplicationVerb.VOUCH, application_id, actor=actor) as deed:
        if not raise_trust(source_kind="application", source_id=application_id, code=code, holder=holder, actor=actor):
            raise BadInput(
                Words("这份材料没有待核的上传件。", "There is no upload of this document that waits for its original.")
            )
        deed.note(deed.subject, Vouch(key=key))
