"""The verbs of payments, one a file, and the binding of their rows to the shell."""

from __future__ import annotations

from yimen.kernel.action import Binding
from yimen.kernel.visible import ALL
from yimen.payments.access import may
from yimen.payments.models import Payment
from yimen.payments.states import STATE_WORDS, TABLE, VERB_WORDS

PAYMENT: Binding[Payment] = Binding(
    kind="payment",
    rank=50,
    model=Payment,
    table=TABLE,
    may=may,
    visible_to=lambda _actor: ALL,
    state_words=STATE_WORDS,
    verb_words=VERB_WORDS,
)
