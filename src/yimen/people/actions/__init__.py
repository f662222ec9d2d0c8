"""The verbs of people, one a file, and the binding of their rows to the shell."""

from __future__ import annotations

from yimen.accounts.models import Absence
from yimen.accounts.states import ABSENCE_STATE_WORDS, ABSENCE_TABLE, ABSENCE_VERB_WORDS
from yimen.kernel import clock
from yimen.kernel.action import Binding
from yimen.kernel.visible import ALL
from yimen.people.access import absence_scope, may, may_absence, scope
from yimen.people.models import Organisation, Person, visible_absences, visible_persons
from yimen.people.states import ORGANISATION_TABLE, STATE_WORDS, TABLE, VERB_WORDS

PERSON: Binding[Person] = Binding(
    kind="person",
    rank=60,
    model=Person,
    table=TABLE,
    may=may,
    visible_to=lambda actor: visible_persons(scope(actor), clock.today()),
    state_words=STATE_WORDS,
    verb_words=VERB_WORDS,
)
ORGANISATION: Binding[Organisation] = Binding(
    kind="organisation",
    rank=61,
    model=Organisation,
    table=ORGANISATION_TABLE,
    may=may,
    visible_to=lambda _actor: ALL,
    state_words=STATE_WORDS,
    verb_words=VERB_WORDS,
)
ABSENCE: Binding[Absence] = Binding(
    kind="absence",
    rank=62,
    model=Absence,
    table=ABSENCE_TABLE,
    may=may_absence,
    visible_to=lambda actor: visible_absences(absence_scope(actor)),
    state_words=ABSENCE_STATE_WORDS,
    verb_words=ABSENCE_VERB_WORDS,
)
"""Its row is of accounts; its verbs are here, where the posts are that it hands over."""
