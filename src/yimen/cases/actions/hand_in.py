"""Hand in a whole application in one call (一次递交): parties, answers and pile, accepted at once or kept as a draft.

The same verbs as at the window, noted one by one in the journal, in one deed and one transaction: all of it stands or
nothing does. Law: 行政许可法 art 32 and 33 (acceptance; applications by electronic means).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from yimen.cases.actions import APPLICATION
from yimen.cases.actions.accept import note_acceptance
from yimen.cases.actions.fill import Fill, keep_answers
from yimen.cases.actions.join import Join, note_who_comes
from yimen.cases.actions.keep import Keep
from yimen.cases.actions.open import born_draft
from yimen.cases.models import Application, Case, Party
from yimen.cases.reads.application import Filled, filled_row
from yimen.cases.reads.completeness import completeness
from yimen.cases.states import Source
from yimen.catalogue.reads import BundleSheet, standard
from yimen.catalogue.reads import bundle as bundle_of
from yimen.kernel.action import Deed
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words, joined
from yimen.materials.actions.keep_pile import keep_pile
from yimen.materials.rules.examine import Examined, examine_all
from yimen.materials.states import Trust

_NO_ROLE = Words("没有“{role}”这一方。", 'There is no role "{role}".')
_TWICE = Words("这个人已经在申请里了。", "This person is in the application already.")
_TOO_MANY = Words("{zh}最多{most}人。", "At most {most} for {en}.")
_NOT_LISTED = Words("清单里没有这份材料，不能收取。", "This document is not on the list and may not be taken.")


@dataclass(frozen=True, slots=True)
class Given:
    """A party as it is handed in; `document` says what `number` is."""

    role: str
    document: str
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What became of it: `receipt_no` and cases are empty for a draft."""

    application_id: UUID
    state: str
    receipt_no: str
    cases: tuple[tuple[UUID, str, str], ...]
    """Id, number and matter of each case."""


def hand_in(
    *,
    bundle: str,
    parties: Sequence[Given],
    answers: Mapping[str, str],
    pile: Mapping[str, Sequence[tuple[str, bytes]]],
    is_accepting: bool,
    actor: Actor,
) -> HandedIn:
    """Return the new application. `pile` maps a document (`code` or `code@holder`) to its scans.

    Raises NotFound for an unknown bundle, Refused away from a window, BadInput naming everything that is wrong.
    """
    text = bundle_of(bundle)
    examined = _examined(pile)
    with APPLICATION.begin(actor=actor) as deed:
        row = born_draft(deed, text, actor)
        _join(deed, row, text, parties)
        application = _fill(deed, filled_row(row), answers)
        application = _keep(deed, application, examined)
        cases = note_acceptance(deed, row, application) if is_accepting else []
    return HandedIn(row.id, row.state, row.receipt_no or "", tuple(map(_told, cases)))


def _join(deed: Deed[Application], row: Application, text: BundleSheet, parties: Sequence[Given]) -> None:
    found: list[Party] = []
    taken: dict[str, int] = {}
    wrong: dict[str, list[Words]] = {}
    for n, given in enumerate(parties):
        role = text.text.roles.get(given.role)
        place = taken.get(given.role, 0)
        if role is None or not role.is_party:
            wrong[f"parties[{n}].role"] = [_NO_ROLE.fill(role=given.role)]
            continue
        if place >= role.most:
            wrong[f"parties[{n}].role"] = [_TOO_MANY.fill(zh=role.label.zh, en=role.label.en, most=role.most)]
            continue
        taken[given.role] = place + 1
        try:
            who, shown = note_who_comes(given.document, given.number, given.name, False, deed.actor)
        except BadInput as problem:
            wrong[f"parties[{n}]"] = [problem.words]
            continue
        if any(getattr(p, field) == value for p in found for field, value in who.items()):
            wrong[f"parties[{n}]"] = [_TWICE]
        found.append(Party(application_id=row.id, role=given.role, place=place, **who, **shown))
    if wrong:
        raise BadInput(
            Words("有当事人登记不上，见各处说明。", "Some parties cannot be added; see each of them."), wrong
        )
    Party.objects.bulk_create(found)
    for p in found:
        deed.note(row, Join(place=f"{p.role}[{p.place}]"))


def _fill(deed: Deed[Application], before: Filled, answers: Mapping[str, str]) -> Filled:
    told = {field: value.strip() for field, value in answers.items() if value.strip()}
    if not told:
        return before
    keep_answers(before, told, Source.APPLICANT)
    deed.note(before.row, Fill(fields=sorted(told), count=len(told)))
    sources = dict.fromkeys(told, str(Source.APPLICANT))
    return Filled(before.row, before.bundle, before.parties, told, sources, {}, before.people)


def _examined(pile: Mapping[str, Sequence[tuple[str, bytes]]]) -> dict[str, list[Examined]]:
    """Examine every file before anything is written. Raises BadInput that names each document and file."""
    taken: dict[str, list[Examined]] = {}
    wrong: dict[str, list[Words]] = {}
    for key, scans in pile.items():
        try:
            taken[key] = examine_all(scans)
        except BadInput as problem:
            wrong[f"documents.{key}"] = [problem.words]
    if wrong:
        raise BadInput(joined([w for words in wrong.values() for w in words]), wrong)
    return taken


def _keep(deed: Deed[Application], before: Filled, pile: Mapping[str, Sequence[Examined]]) -> Filled:
    if not pile:
        return before
    needed = {n.key: n for n in completeness(before).pile}
    unknown = [key for key in pile if key not in needed]
    if unknown:
        raise BadInput(_NOT_LISTED, {f"documents.{key}": [_NOT_LISTED] for key in unknown})
    given = keep_pile(
        source_kind="application",
        source_id=before.row.id,
        pages={(needed[key].code, needed[key].holder): pages for key, pages in pile.items()},
        trust=Trust.CHECKED,
        actor=deed.actor,
    )
    deed.note(before.row, Keep(keys=list(given), count=len(given)))
    return Filled(before.row, before.bundle, before.parties, before.answers, before.sources, given, before.people)


def _told(case: Case) -> tuple[UUID, str, str]:
    return case.id, case.number, standard(case.matter_id).matter
