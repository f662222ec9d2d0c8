"""Grant a case at the window while the person waits (当场准予): the standard gives the step to the window (即办件).

Where the standard asks for a second check, the step opens only after it (一审一核). Law: 行政许可法 art 34(2) (what is
complete and can be decided on the spot is decided on the spot, in writing) and 38(1).
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import CASE
from yimen.cases.actions.inside.granting import at_window
from yimen.cases.actions.inside.granting import grant as granted
from yimen.cases.actions.inside.opinions import free_opinion
from yimen.cases.actions.inside.steps import conclude_if_last, finish, open_step
from yimen.cases.states import CaseVerb
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words


@entry(
    "case",
    CaseVerb.GRANT,
    citizen=Words("窗口当场准予。", "Granted at the window."),
    clerk=Words("{by}当场准予。{opinion}", "{by} granted it at the window. {opinion}"),
)
class Grant(Entry, frozen=True):
    """A case was granted at the window."""

    opinion: str


def grant(*, case_id: UUID, opinion: str = "", actor: Actor) -> None:
    """Grant the case; the written decision is its result. Raises BadInput, Conflict when it is not open, Refused."""
    opinion = free_opinion(opinion)
    with CASE.act(CaseVerb.GRANT, case_id, actor=actor) as deed:
        case = deed.subject
        step = open_step(deed, case, CaseVerb.GRANT)
        finish(deed, step, outcome=granted(deed, case, step, at_window(case)), remark=opinion)
        deed.note(case, Grant(opinion=opinion))
        conclude_if_last(deed, case)
