"""The verbs of exchange, one a file, and the binding of messages to the shell."""

from __future__ import annotations

from yimen.exchange.access import may
from yimen.exchange.models import Message
from yimen.exchange.states import STATE_WORDS, TABLE, VERB_WORDS
from yimen.kernel.action import Binding
from yimen.kernel.visible import ALL

MESSAGE: Binding[Message] = Binding(
    kind="message",
    rank=70,
    model=Message,
    table=TABLE,
    may=may,
    visible_to=lambda _actor: ALL,
    state_words=STATE_WORDS,
    verb_words=VERB_WORDS,
)
