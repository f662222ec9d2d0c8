"""Take over at a window what somebody prepared (转入窗口): her answers lie in a draft, marked as her own.

The clerk reads the cards, checks, and accepts as with any draft. Of two windows with the same code one wins; what was
prepared is erased in the same act (个人信息保护法 art 47: its purpose is reached).
"""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import PREPARATION
from yimen.cases.actions.fill import Fill, keep_prepared
from yimen.cases.actions.open import born_draft
from yimen.cases.reads.preparation import content_of, list_of, prepared_row
from yimen.cases.states import PreparationVerb
from yimen.catalogue.reads import bundle_version, bundles
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words


@entry(
    "preparation",
    PreparationVerb.ADOPT,
    citizen=Words("窗口转入了您预填的{count}项。", "The window took over {count} of your answers."),
    clerk=Words("{by}转入了本人预填的{count}项。", "{by} took over {count} answers prepared by the applicant."),
)
class Adopt(Entry, frozen=True):
    """Prepared answers were taken over into a draft."""

    count: int
    application: str


def adopt(*, code: str, actor: Actor) -> UUID:
    """Return the new draft with the prepared answers. Raises NotFound (unknown, taken over, erased, too old), Refused.

    Answers of people who are not registered yet wait for them; what the present text no longer asks is left out.
    """
    with PREPARATION.act(PreparationVerb.ADOPT, prepared_row(actor, code).id, actor=actor) as deed:
        row = deed.subject
        counts, answers = content_of(row)
        text = bundles().get(bundle_version(row.bundle_id).text.bundle, bundle_version(row.bundle_id))
        draft = born_draft(deed, text, actor)
        form, _ = list_of(text, counts, answers, clock.today())
        names = {f.field for f in form}
        kept = {f: v for f, v in answers.items() if f in names}
        if kept:
            deed.note(draft, Fill(fields=sorted(kept), count=len(kept)))
        row.application_id, row.content_sealed = draft.id, None
        deed.note(row, Adopt(count=len(kept), application=str(draft.id)))
        keep_prepared(draft.id, form, kept)
    return draft.id
