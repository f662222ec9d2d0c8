"""A case is concluded (办结): every step is done and the responsible system has confirmed.

Noted by the verb that does the last step.

Law: 不动产登记暂行条例 art 21 (registration is complete when it is entered).
"""

from __future__ import annotations

from yimen.cases.states import CaseVerb
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words


@entry(
    "case",
    CaseVerb.CONCLUDE,
    citizen=Words("已办结：{result}", "Done: {result}"),
    clerk=Words("办结（准予），结果：{result}", "Concluded (granted): {result}"),
)
class Conclude(Entry, frozen=True):
    """A case was granted; `result` is its number or value."""

    result: str
