"""Give the one correction notice (补正告知): everything that is lacking, in writing, once; the list is frozen.

Law: 行政许可法 art 32(1)4 for licences, else what the matter's standard names (不动产登记暂行条例 art 17(1)3). A second
one is refused and the attempt journalled as a fault.
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import APPLICATION
from yimen.cases.actions.accept import Receive
from yimen.cases.actions.inside.intake import deemed, deemed_by, watch_correction
from yimen.cases.actions.inside.lacking import next_receipt_no
from yimen.cases.actions.inside.told import tell
from yimen.cases.models import Application
from yimen.cases.reads.application import filled_row
from yimen.cases.reads.completeness import completeness
from yimen.cases.reads.correction import sealed_points
from yimen.cases.reads.intake import intake_told
from yimen.cases.states import ApplicationState, ApplicationVerb
from yimen.catalogue.rules.citations import cited, in_chinese
from yimen.catalogue.rules.corrections import correction_basis
from yimen.catalogue.rules.limits import law_limit
from yimen.kernel.action import Deed
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput, Conflict, Obstacle
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words
from yimen.notices.states import DocumentKind

_ONCE = Words(
    "补正告知只能作一次，已经作过，不能再作第二次。材料齐了请受理；仍不齐的，只能作出不予受理决定并说明理由。",
    "The correction notice is given once and was given. Accept it when complete; if not, only a reasoned refusal to "
    "accept is possible.",
)
_ACCEPTED = Words(
    "已经受理，不能再要求补正。审查中发现的问题写进决定。",
    "It is accepted: nothing may be asked for now. What is found wrong goes into the decision.",
)
_NOBODY = Words(
    "请先登记至少一位当事人：没有当事人，补正告知书没有人收，以后凭受理号和证件号也打不开这份申请。",
    "Add at least one party first: a notice to nobody reaches nobody, and by number and document nobody could open the "
    "application again.",
)
_COMPLETE = Words(
    "材料齐全，应当受理，不能要求补正。", "Everything is here: it must be accepted, nothing may be asked for."
)


@entry(
    "application",
    ApplicationVerb.CORRECT,
    citizen=Words(
        "已一次性告知需要补正的全部内容，共{count}处，号码{receipt_no}。",
        "Everything still needed was told once: {count} points, number {receipt_no}.",
    ),
    clerk=Words(
        "{by}作出补正告知，共{count}处，号码{receipt_no}。",
        "{by} gave the correction notice: {count} points, number {receipt_no}.",
    ),
)
class Correct(Entry, frozen=True):
    """The one correction notice was given; `asked` are the codes of what it names."""

    receipt_no: str
    count: int
    asked: list[str]


@entry(
    "application",
    ApplicationVerb.FAULT,
    citizen=Words(
        "窗口违反规定要求补正，系统没有允许。", "The window asked for a correction against the law; it was refused."
    ),
    clerk=Words(
        "{by}试图再次或者逾期作补正告知，未获允许。",
        "{by} tried a correction notice a second time or too late; it was refused.",
    ),
    privacy=Privacy.OFFICE,
)
class Fault(Entry, frozen=True):
    """A correction notice was tried a second time, or after the law had accepted."""


def correct(*, application_id: UUID, actor: Actor) -> str:
    """Return the number to come back with.

    Raises BadInput when nothing is lacking or nobody is registered, Obstacle for a second notice.
    """
    verbs = (ApplicationVerb.CORRECT, ApplicationVerb.RECEIVE, ApplicationVerb.FAULT)
    with APPLICATION.act(verbs, application_id, actor=actor) as deed:
        row = deed.subject
        refusal = _refusal(row, deed)
        if refusal is None:
            return _told(deed)
        deed.note(row, Fault())
    raise refusal


def _refusal(row: Application, deed: Deed[Application]) -> Obstacle | None:
    """Why no notice may be given now, which makes the attempt a fault: it was given, or the law accepted in silence."""
    if row.state == ApplicationState.CORRECTING:
        return Obstacle(_ONCE, basis="行政许可法 art 32(1)4")
    if row.state == ApplicationState.ACCEPTED:
        if not row.deemed_by:
            raise Conflict(_ACCEPTED, state=row.state, verb=ApplicationVerb.CORRECT)
        return deemed(law_limit(row.deemed_by, filled_row(row).on))
    rule = deemed_by(row, deed.now)
    return deemed(rule) if rule else None


def _told(deed: Deed[Application]) -> str:
    row = deed.subject
    application = filled_row(row)
    examined = completeness(application)
    if not application.parties:
        raise BadInput(_NOBODY)
    if examined.is_complete:
        raise BadInput(_COMPLETE)
    lacks = examined.told
    if row.received_at is None:
        row.received_at = deed.now
        deed.note(row, Receive(documents=len(application.given)))
    row.receipt_no = row.receipt_no or next_receipt_no(row, deed.now)
    row.correction_at, row.correction_asked = deed.now, sorted(lacks)
    row.correction_sealed = sealed_points(row, lacks)
    deed.note(row, Correct(receipt_no=row.receipt_no, count=len(lacks), asked=row.correction_asked))
    told = intake_told(watch_correction(application, deed.now))
    basis = correction_basis(application.bundle.acceptances, application.on)
    tell(
        deed,
        application,
        DocumentKind.CORRECTION,
        [words.zh for words in lacks.values()],
        basis="；".join(cited(b.law, b.article, in_chinese) for b in basis),
        until=told.day,
    )
    return row.receipt_no
