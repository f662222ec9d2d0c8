"""The verbs of accounts, one a file, and the binding of tokens to the shell."""

from __future__ import annotations

from yimen.accounts.access import may_token
from yimen.accounts.models import Token
from yimen.accounts.states import TOKEN_STATE_WORDS, TOKEN_TABLE, TOKEN_VERB_WORDS
from yimen.kernel.action import Binding
from yimen.kernel.actor import ActorKind
from yimen.kernel.visible import ALL, NONE

TOKEN: Binding[Token] = Binding(
    kind="token",
    rank=65,
    model=Token,
    table=TOKEN_TABLE,
    may=may_token,
    visible_to=lambda actor: ALL if actor.kind is ActorKind.HOUSE else NONE,
    state_words=TOKEN_STATE_WORDS,
    verb_words=TOKEN_VERB_WORDS,
)
