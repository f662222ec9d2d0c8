"""Money in whole fen. Never a float; arithmetic with rates goes through Decimal and rounds half up once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words

_NOT_MONEY = Words(
    "金额“{text}”不对：请写元，最多两位小数，例如 1050000 或 80.50。",
    'The amount "{text}" is wrong: write yuan with at most two decimals, such as 1050000 or 80.50.',
)

_TOO_MUCH = Decimal(10) ** 15


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount of renminbi in fen.

    >>> str(Money.yuan("1050000") + Money(5))
    '1050000.05'
    """

    fen: int

    @classmethod
    def yuan(cls, text: str | Decimal) -> Money:
        """Read yuan with at most two decimals; raises BadInput with a sentence."""
        try:
            value = Decimal(text)
        except InvalidOperation:
            raise BadInput(_NOT_MONEY.fill(text=text)) from None
        if not value.is_finite() or abs(value) >= _TOO_MUCH or value * 100 != (value * 100).to_integral_value():
            raise BadInput(_NOT_MONEY.fill(text=text))
        return cls(int(value * 100))

    @classmethod
    def rounded(cls, yuan: Decimal) -> Money:
        """Round an exact amount of yuan half up to the fen.

        >>> Money.rounded(Decimal("30582.524271")).fen
        3058252
        """
        return cls(int((yuan * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)))

    @property
    def as_yuan(self) -> Decimal:
        """The amount in yuan, exact."""
        return Decimal(self.fen).scaleb(-2)

    def __add__(self, other: Money) -> Money:
        return Money(self.fen + other.fen)

    def __sub__(self, other: Money) -> Money:
        return Money(self.fen - other.fen)

    def __str__(self) -> str:
        return f"{self.as_yuan:.2f}"


def total(amounts: Iterable[Money]) -> Money:
    """Return the sum; nothing at all is zero."""
    return Money(sum(a.fen for a in amounts))
