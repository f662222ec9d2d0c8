"""Fill in answers of a draft (填写). A draft may lack fields; what is given must be readable, or nothing is written.

What stood there and is given otherwise now is corrected on the spot (`mend`): the same form, another entry.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Q

from yimen.cases.actions import APPLICATION
from yimen.cases.actions.inside.completed import note_completed
from yimen.cases.actions.mend import note_mended
from yimen.cases.models import Answer
from yimen.cases.reads.application import Filled, filled_row, sealing_context
from yimen.cases.rules.facts import unfit
from yimen.cases.states import ApplicationVerb, Source
from yimen.catalogue.rules.forms import Asked, asked
from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.errors import BadInput
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.keys import ring
from yimen.kernel.words import Words


@entry(
    "application",
    ApplicationVerb.FILL,
    citizen=Words("填写了{count}项。", "{count} fields were filled in."),
    clerk=Words("{by}填写了{count}项。", "{by} filled in {count} fields."),
    privacy=Privacy.OFFICE,
)
class Fill(Entry, frozen=True):
    """Answers were given; the journal names the fields, never the values."""

    fields: list[str]
    count: int


def fill(*, application_id: UUID, answers: Mapping[str, str], actor: Actor) -> None:
    """Keep the answers given by the applicant; an empty text takes an answer back.

    Raises BadInput naming each field.
    """
    with APPLICATION.act(ApplicationVerb.FILL, application_id, actor=actor) as deed:
        before = filled_row(deed.subject)
        changed = {f: v.strip() for f, v in answers.items() if v.strip() != before.answers.get(f, "")}
        new = sorted(f for f in changed if f not in before.answers)
        if changed:
            keep_answers(before, changed, Source.APPLICANT)
            note_completed(deed.subject, deed.now)
            note_mended(deed, before, changed)
        if new:
            deed.note(deed.subject, Fill(fields=new, count=len(new)))


def keep_answers(application: Filled, answers: Mapping[str, str], source: Source) -> None:
    """Check answers against the merged form and keep them. For actions, inside their deed. Raises BadInput."""
    bundle = application.bundle
    after = {**application.answers, **answers}
    facts = Filled(application.row, bundle, application.parties, after, {}, application.given, application.people).facts
    form = {f.field: f for f in asked(bundle.acceptances, bundle.elements, application.counts, facts)}
    wrong = unfit(list(form.values()), after, answers)
    if wrong:
        raise BadInput(
            Words("有几项填得不对，请看标红的地方。", "Some fields are not right; see the marked ones."),
            {f: [w] for f, w in wrong.items()},
        )
    _write(application.row.id, form, answers, source)
    # An answer whose question is no longer asked goes: it would be data without purpose (个人信息保护法 art 6).
    # What she prepared for somebody who is not registered yet waits for that person.
    orphaned = [f for f in after if f not in form and not _waits(application, f)]
    emptied = [f for f, v in answers.items() if not v]
    Answer.objects.filter(Q(field__in=orphaned) | Q(field__in=emptied), application=application.row.id).delete()


def _waits(application: Filled, field: str) -> bool:
    role, _, place = field.partition(".")[0].partition("[")
    is_prepared = application.sources.get(field) == Source.PREPARED
    return is_prepared and bool(place) and int(place[:-1]) >= application.counts.get(role, 0)


def keep_prepared(application_id: UUID, form: Sequence[Asked], answers: Mapping[str, str]) -> None:
    """Keep answers that were prepared and checked already, of everybody who will come. For the adopting action."""
    _write(application_id, {f.field: f for f in form}, answers, Source.PREPARED)


def _write(application_id: UUID, form: Mapping[str, Asked], answers: Mapping[str, str], source: Source) -> None:
    today = clock.today()
    rows = []
    for field, value in answers.items():
        if not value or field not in form:
            continue
        row = Answer(application_id=application_id, field=field, source=source, as_of_date=today)
        if form[field].element.is_sealed:
            row.value_sealed = ring().sealed(value.encode(), sealing_context(application_id, field.encode()))
        else:
            row.value = value
        rows.append(row)
    Answer.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["application", "field"],
        update_fields=["value", "value_sealed", "source", "as_of_date"],
    )
