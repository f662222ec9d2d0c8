"""Prepare answers before coming to a window (预填): at home or at a self-service desk, without signing in.

Nothing is received: an application begins when a window has it. Law: 个人信息保护法 art 6 (only what is needed), 19
(kept no longer than needed), 51 (sealed).
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta

import msgspec
from django.db import transaction

from yimen.cases.actions import PREPARATION
from yimen.cases.actions.inside.tries import note_try, too_often, tries_closed_until
from yimen.cases.models import Preparation
from yimen.cases.reads.preparation import PURPOSE, list_of, sealing_context
from yimen.cases.rules.attempts import PREPARED_PER_ADDRESS
from yimen.cases.rules.codes import ALPHABET, PLACES
from yimen.cases.rules.facts import unfit
from yimen.cases.states import PreparationVerb
from yimen.catalogue.reads import BundleSheet
from yimen.catalogue.reads import bundle as bundle_of
from yimen.catalogue.rules.forms import counts_wrong
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.keys import ring
from yimen.kernel.words import Words

KEPT = timedelta(days=30)
_KIND = "prepare"
_WRONG = Words("有几项填得不对，请看标红的地方。", "Some fields are not right; see the marked ones.")


@entry(
    "preparation",
    PreparationVerb.PREPARE,
    citizen=Words("您预填了申请，保存到{until}。", "You prepared an application; it is kept until {until}."),
    clerk=Words("本人预填（{bundle}），保存到{until}。", "Prepared by the applicant ({bundle}), kept until {until}."),
    privacy=Privacy.PARTIES,
)
class Prepare(Entry, frozen=True):
    """Answers were prepared; the journal holds none of them."""

    bundle: str
    until: str


def prepare(
    *, bundle: str, counts: Mapping[str, int], answers: Mapping[str, str], address: str = "", actor: Actor
) -> str:
    """Return the code under which the answers lie for thirty days. `address`: where from, against flooding.

    Raises BadInput naming each field, NotFound for an unknown bundle, TooOften.
    """
    text = bundle_of(bundle)
    kept = keep_checked(text, counts, answers)
    code = "".join(secrets.choice(ALPHABET) for _ in range(PLACES))
    with transaction.atomic():
        until = tries_closed_until(_KIND, "", address, (), PREPARED_PER_ADDRESS)
        if until is not None:
            raise too_often(until)
        note_try(_KIND, "", address, is_right=False)
        with PREPARATION.begin(actor=actor) as deed:
            row = Preparation(
                code_hash=ring().keyed_hash(PURPOSE, code), bundle_id=text.id, valid_until=deed.now + KEPT
            )
            row.content_sealed = keep_sealed(row, counts, kept)
            deed.born(PREPARATION, row, Prepare(bundle=bundle, until=(clock.today() + KEPT).isoformat()))
    return code


def keep_checked(
    text: BundleSheet,
    counts: Mapping[str, int],
    answers: Mapping[str, str],
    *,
    given: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Return the answers that these people's form asks, or raise BadInput naming what does not fit.

    Only `given` (everything, when left out) is judged: an earlier answer that is asked no more just goes.
    """
    wrong_counts = counts_wrong(text.text, counts)
    if wrong_counts:
        raise BadInput(_WRONG, {f"count.{role}": [words] for role, words in wrong_counts.items()})
    after = {f: v.strip() for f, v in answers.items() if v.strip()}
    judged = after if given is None else {f: v.strip() for f, v in given.items()}
    readable = {f: v for f, v in after.items() if _is_place(f, counts)}
    form, _ = list_of(text, counts, readable, clock.today())
    wrong = unfit(form, after, judged)
    if wrong:
        raise BadInput(_WRONG, {f: [w] for f, w in wrong.items()})
    names = {f.field for f in form}
    return {f: v for f, v in after.items() if f in names}


def keep_sealed(row: Preparation, counts: Mapping[str, int], answers: Mapping[str, str]) -> bytes:
    """Return the content as it is kept, sealed for its row."""
    content = msgspec.json.encode({"counts": dict(counts), "answers": dict(answers)})
    return ring().sealed(content, sealing_context(row.id))


def _is_place(field: str, counts: Mapping[str, int]) -> bool:
    """Return whether a field's name is one the facts can hold: hostile names are refused, not read."""
    role, bracket, place = field.partition(".")[0].partition("[")
    if not bracket:
        return True
    number = place.removesuffix("]")
    return place.endswith("]") and number.isascii() and number.isdigit() and len(number) < 4 and role in counts
