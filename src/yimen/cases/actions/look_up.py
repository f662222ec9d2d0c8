"""Look the house up in the register before acceptance (查询登记信息): what can be known now is not asked, obstacles
show now.

Law: 国务院关于在线政务服务的若干规定 art 7 (what sharing gives is not asked again).
"""

from __future__ import annotations

from uuid import UUID

import msgspec

from yimen.cases.actions import APPLICATION
from yimen.cases.actions.fill import keep_answers
from yimen.cases.reads.application import filled, filled_row, sealing_context
from yimen.cases.states import ApplicationVerb, Source
from yimen.exchange.reads import queries
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, entry
from yimen.kernel.keys import ring
from yimen.kernel.words import Words


@entry(
    "application",
    ApplicationVerb.LOOK_UP,
    citizen=Words("向{system}查询了登记信息。", "{system} was asked for the record."),
    clerk=Words("{by}向{system}查询登记信息，取回{count}项。", "{by} asked {system}; {count} fields came back."),
)
class LookUp(Entry, frozen=True):
    """The register was asked."""

    system: str
    count: int


def look_up(*, application_id: UUID, key: str, actor: Actor) -> None:
    """Ask the bundle's register by `key` (a certificate number) and fill in what it says.

    Raises BadInput when the register has no such entry, Unreachable when it does not answer. The call is made before
    the
    row is locked.
    """
    before = filled(actor, application_id)
    text = before.bundle.text
    if not text.lookup or not key.strip():
        raise BadInput(
            Words("请填写不动产权证号再查询。", "Give the certificate number first."),
            {text.lookup_key: [Words("请填写。", "Give it.")]},
        )
    query = queries()[text.lookup]
    found = query.fetch(key.strip())
    with APPLICATION.act(ApplicationVerb.LOOK_UP, application_id, actor=actor) as deed:
        row = deed.subject
        application = filled_row(row)
        answers = query.answers(found, application.for_rules)
        keep_answers(application, {**answers, text.lookup_key: key.strip()}, Source.DEPARTMENT)
        row.found_sealed = ring().sealed(msgspec.json.encode(found), sealing_context(row.id, b"found"))
        row.found_at = deed.now
        deed.note(row, LookUp(system=query.system, count=len(answers)))
