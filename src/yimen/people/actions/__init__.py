"""The verbs of people, one a file, and the binding of their rows to the shell."""

from __future__ import annotations

from yimen.kernel import clock
from yimen.kernel.action import Binding
from yimen.kernel.visible import ALL
from yimen.people.access import may, scope
from yimen.people.models import Organisation, Person, visible_persons
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
