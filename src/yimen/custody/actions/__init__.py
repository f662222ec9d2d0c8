"""The verbs of hand-overs and deliveries, one a file, and the binding of their rows to the shell.

In the house's lock order they come after messages and before licences: delivery (75), hand-over (78).
"""

from __future__ import annotations

from yimen.custody.access import may_deliver, may_hand_over, visible_hand_overs
from yimen.custody.models import Delivery, HandOver
from yimen.custody.states import (
    DELIVERY_STATE_WORDS,
    DELIVERY_TABLE,
    DELIVERY_VERB_WORDS,
    HAND_OVER_STATE_WORDS,
    HAND_OVER_TABLE,
    HAND_OVER_VERB_WORDS,
)
from yimen.kernel.action import Binding
from yimen.kernel.visible import ALL

DELIVERY: Binding[Delivery] = Binding(
    kind="delivery",
    rank=75,
    model=Delivery,
    table=DELIVERY_TABLE,
    may=may_deliver,
    visible_to=lambda _actor: ALL,  # asked through the case, whose visibility was asked before
    state_words=DELIVERY_STATE_WORDS,
    verb_words=DELIVERY_VERB_WORDS,
)
HAND_OVER: Binding[HandOver] = Binding(
    kind="hand_over",
    rank=78,
    model=HandOver,
    table=HAND_OVER_TABLE,
    may=may_hand_over,
    visible_to=visible_hand_overs,
    state_words=HAND_OVER_STATE_WORDS,
    verb_words=HAND_OVER_VERB_WORDS,
)
