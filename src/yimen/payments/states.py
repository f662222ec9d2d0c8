"""States of a payment, and what may be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from yimen.kernel.words import Words

BORN = ""


class PaymentState(StrEnum):
    """Where a payment stands."""

    DUE = "due"
    CHARGING = "charging"
    """The card terminal has the amount; its answer is awaited."""
    PAID = "paid"


class Account(StrEnum):
    """Where a line's money goes."""

    TREASURY = "treasury"
    FEES = "fees"


ACCOUNT_WORDS: Mapping[str, Words] = {
    Account.TREASURY: Words("国库", "Treasury"),
    Account.FEES: Words("财政非税专户", "Fee account"),
}


class Verb(StrEnum):
    """What is done with a payment."""

    DEMAND = "demand"
    CHARGE = "charge"
    SETTLE = "settle"
    DECLINE = "decline"


STATE_WORDS: Mapping[str, Words] = {
    PaymentState.DUE: Words("待缴", "due"),
    PaymentState.CHARGING: Words("刷卡中", "at the card terminal"),
    PaymentState.PAID: Words("已缴", "paid"),
}
VERB_WORDS: Mapping[str, Words] = {
    Verb.DEMAND: Words("开单", "demand"),
    Verb.CHARGE: Words("收款", "charge"),
    Verb.SETTLE: Words("到账", "settle"),
    Verb.DECLINE: Words("刷卡未成", "decline"),
}

_S, _V = PaymentState, Verb
TABLE: Mapping[tuple[str, str], str] = {
    (BORN, _V.DEMAND): _S.DUE,
    (_S.DUE, _V.CHARGE): _S.CHARGING,
    (_S.DUE, _V.SETTLE): _S.PAID,
    (_S.CHARGING, _V.SETTLE): _S.PAID,
    (_S.CHARGING, _V.DECLINE): _S.DUE,
}
