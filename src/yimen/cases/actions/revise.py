"""Change what one prepared (改填): the code opens it, at home or at a self-service desk."""

from __future__ import annotations

from collections.abc import Mapping

from yimen.cases.actions import PREPARATION
from yimen.cases.actions.prepare import keep_checked, keep_sealed
from yimen.cases.reads.preparation import content_of, prepared_row
from yimen.cases.states import PreparationVerb
from yimen.catalogue.reads import bundle_version
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words


@entry(
    "preparation",
    PreparationVerb.REVISE,
    citizen=Words("您改填了{count}项。", "You changed {count} fields."),
    clerk=Words("本人改填了{count}项。", "The applicant changed {count} fields."),
)
class Revise(Entry, frozen=True):
    """Prepared answers were changed; the journal says how many."""

    count: int


def revise(*, code: str, answers: Mapping[str, str], actor: Actor) -> None:
    """Keep these answers over the earlier ones; an empty text takes an answer back.

    An answer that is not asked any more goes (个人信息保护法 art 6). Raises NotFound, BadInput naming each field.
    """
    with PREPARATION.act(PreparationVerb.REVISE, prepared_row(actor, code).id, actor=actor) as deed:
        row = deed.subject
        counts, before = content_of(row)
        text = bundle_version(row.bundle_id)
        after = {f: v.strip() for f, v in {**before, **answers}.items() if v.strip()}
        kept = keep_checked(text, counts, after, given=answers)
        changed = {f for f in {*before, *kept} if before.get(f) != kept.get(f)}
        if changed:
            row.content_sealed = keep_sealed(row, counts, kept)
            deed.note(row, Revise(count=len(changed)))
