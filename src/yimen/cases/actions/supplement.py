"""Answer the correction notice from afar (网上补正): a party fills in what was asked and uploads what was missing.

She has proved herself as for her progress (`inquire`); she answers what the notice named, of the whole and of herself,
and nothing of another party. A window then looks at it. Law: 行政许可法 art 29 (applications by data interchange and
mail), art 32(1)4 and 5; 国办函〔2016〕108号 (an upload is C, usable once a window officer has checked it).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from yimen.cases.actions import APPLICATION
from yimen.cases.actions.fill import keep_answers
from yimen.cases.actions.inside.completed import note_completed
from yimen.cases.reads.application import filled_row
from yimen.cases.reads.completeness import completeness
from yimen.cases.reads.supplement import OwnPoint, own_points
from yimen.cases.states import ApplicationVerb, Source
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words, joined
from yimen.materials.actions.keep import keep as keep_document
from yimen.materials.rules.examine import Examined, examine_all
from yimen.materials.states import Trust

_NOTHING = Words(
    "还没有填写，也没有选文件。请先填一项或选一个文件，再提交。",
    "Nothing is filled in and no file is chosen. Fill in a field or choose a file first.",
)
_NOT_ASKED = Words("补正告知书没有要您补这一项，没有保存。", "The notice does not ask this of you; nothing was kept.")
_BRING = Words("这份要交原件，请带到任一窗口。", "The original of this one is kept: bring it to any window.")


@entry(
    "application",
    ApplicationVerb.SUPPLEMENT,
    citizen=Words("您在网上补了{count}处，等窗口核对。", "You answered {count} points online; a window looks at them."),
    clerk=Words("当事人在网上补了{count}处。", "A party answered {count} points online."),
)
class Supplement(Entry, frozen=True):
    """A party answered the notice from afar: fields by name, documents by key, never their content."""

    fields: list[str]
    keys: list[str]
    count: int


@dataclass(frozen=True, slots=True)
class Supplemented:
    """How many points came in, and whether everything the notice named is in now."""

    count: int
    is_all: bool


def supplement(
    *,
    application_id: UUID,
    place: str,
    answers: Mapping[str, str],
    pile: Mapping[str, Sequence[tuple[str, bytes]]],
    actor: Actor,
) -> Supplemented:
    """Keep what the party at `place` answers; `pile` maps a document's key to its files. All of it is kept or nothing.

    Raises BadInput naming each field and document, NotFound, Conflict when no answer is awaited.
    """
    told = {field: value.strip() for field, value in answers.items() if value.strip()}
    given = {key: files for key, files in pile.items() if files}
    if not told and not given:
        raise BadInput(_NOTHING)
    with APPLICATION.act(ApplicationVerb.SUPPLEMENT, application_id, actor=actor) as deed:
        row = deed.subject
        before = filled_row(row)
        points = {p.code: p for p in own_points(before, completeness(before), place)}
        examined = _examined(points, told, given)
        if told:
            keep_answers(before, told, Source.APPLICANT)
        for key, files in examined.items():
            code, _, holder = key.partition("@")
            keep_document(
                source_kind="application",
                source_id=row.id,
                code=code,
                holder=holder,
                pages=files,
                trust=Trust.UPLOADED,
                actor=actor,
            )
        row.answered_at = deed.now
        note_completed(row, deed.now)
        count = len(told) + len(examined)
        deed.note(row, Supplement(fields=sorted(told), keys=sorted(examined), count=count))
        return Supplemented(count, row.completed_at is not None)


def _examined(
    points: Mapping[str, OwnPoint], told: Mapping[str, str], given: Mapping[str, Sequence[tuple[str, bytes]]]
) -> dict[str, list[Examined]]:
    """Return the examined files. Raises BadInput for what is not hers to answer and for files that are none."""
    found: dict[str, list[Examined]] = {}
    wrong: dict[str, list[Words]] = {}
    for field in told:
        if field not in points or points[field].asked is None:
            wrong[field] = [_NOT_ASKED]
    for key, files in given.items():
        point = points.get(f"material:{key}")
        if point is None or point.needed is None:
            wrong[f"material:{key}"] = [_NOT_ASKED]
        elif point.is_to_bring:
            wrong[f"material:{key}"] = [_BRING]
        else:
            try:
                found[key] = examine_all(files)
            except BadInput as problem:
                wrong[f"material:{key}"] = [problem.words]
    if wrong:
        raise BadInput(joined([w for words in wrong.values() for w in words]), wrong)
    return found
