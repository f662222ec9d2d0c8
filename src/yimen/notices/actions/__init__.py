"""The verbs of notices, one a file, and the binding of their rows to the shell."""

from __future__ import annotations

from yimen.kernel.action import Binding
from yimen.kernel.visible import ALL
from yimen.notices.access import may
from yimen.notices.models import Document
from yimen.notices.states import STATE_WORDS, TABLE, VERB_WORDS

DOCUMENT: Binding[Document] = Binding(
    kind="document",
    rank=85,
    model=Document,
    table=TABLE,
    may=may,
    visible_to=lambda _actor: ALL,
    state_words=STATE_WORDS,
    verb_words=VERB_WORDS,
)
