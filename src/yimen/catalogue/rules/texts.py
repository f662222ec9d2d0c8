"""What every text of a standard is made of: closed values, citations, limits; and how a text becomes one."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from yimen.catalogue.states import Sure
from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words
from yimen.kernel.workdays import Limit


class Text(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of everything read from the text of a standard."""


class Basis(Text, frozen=True):
    """A citation: law, article, since when it holds, and how sure it is."""

    law: str
    article: str = ""
    says: str = ""
    since: date | None = None
    until: date | None = None
    sure: Sure = Sure.VERIFIED

    def holds_on(self, day: date) -> bool:
        """Return whether the citation holds on `day`."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class LimitText(Text, frozen=True):
    """A limit as the text states it: the period, or why there is none."""

    limit: str = ""
    none_because: str = ""
    basis: tuple[Basis, ...] = ()
    sure: Sure = Sure.VERIFIED

    @property
    def period(self) -> Limit | None:
        """Return the period, or None when there is none."""
        return Limit.parse(self.limit) if self.limit else None


class Limits(Text, frozen=True):
    """The statutory limit and the promised one; both count from acceptance."""

    statutory: LimitText
    promised: LimitText


def read(kind: type[Any], text: Any, where: str) -> Any:
    """Turn parsed YAML into the typed value; raises BadInput naming the file and the place in it."""
    try:
        return msgspec.convert(text, kind, str_keys=True)
    except msgspec.ValidationError as error:
        raise BadInput(
            Words(f"{where}：标准文本有误：{error}", f"{where}: the text of the standard is wrong: {error}")
        ) from None
