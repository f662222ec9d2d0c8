"""Take a signed promise in a document's place (告知承诺): the terms were told in writing, the document is not asked.

Law: 优化营商环境条例 art 40 (licences may be given on a promise); 广东省优化营商环境条例 art 36 (published lists; the
applicant chooses; kept in her credit record). 国办发〔2020〕42号 (secondary: its text was not read here).
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from yimen.cases.actions import APPLICATION
from yimen.cases.actions.inside.waived import check_waived
from yimen.cases.reads.application import filled_row
from yimen.cases.rules.owed import Owing
from yimen.cases.states import ApplicationVerb
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words


@entry(
    "application",
    ApplicationVerb.PROMISE,
    citizen=Words("您书面承诺，免交材料{count}份。", "You promised in writing; {count} documents are not asked for."),
    clerk=Words("{by}收到告知承诺书，免交材料{count}份。", "{by} took a promise in the place of {count} documents."),
)
class Promise(Entry, frozen=True):
    """A signed promise stands for documents; `keys` are `code` or `code@holder`, none: it was taken back."""

    keys: list[str]
    count: int


def promise(*, application_id: UUID, keys: Sequence[str], is_signed: bool, actor: Actor) -> None:
    """Take the promise for the documents `keys`; no keys takes it back. Raises BadInput for others, or unsigned."""
    with APPLICATION.act(ApplicationVerb.PROMISE, application_id, actor=actor) as deed:
        row = deed.subject
        row.promised = check_waived(filled_row(row), keys, Owing.PROMISE, is_signed)
        row.tolerated = [key for key in row.tolerated if key not in row.promised]
        deed.note(row, Promise(keys=row.promised, count=len(row.promised)))
