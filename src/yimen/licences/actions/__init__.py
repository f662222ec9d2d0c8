"""The verbs of licences, one a file, and the binding of their rows to the shell."""

from __future__ import annotations

from yimen.kernel.action import Binding
from yimen.licences.access import may, visible_to
from yimen.licences.models import Licence
from yimen.licences.states import STATE_WORDS, TABLE, VERB_WORDS

LICENCE: Binding[Licence] = Binding(
    kind="licence",
    rank=80,
    model=Licence,
    table=TABLE,
    may=may,
    visible_to=visible_to,
    state_words=STATE_WORDS,
    verb_words=VERB_WORDS,
)
