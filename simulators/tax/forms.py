"""The tax office's requests after the schema has let them through, and its spelling."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from simulators.messages import Form

SPELLING = {"·": "", "𠮷": "〓", "㙟": "〓", "𬭎": "〓"}
HOME = "0101"


class Fw(Form, frozen=True):
    """A house: unit number, square metres, use."""

    bdcdyh: str
    mj: Decimal
    yt: str


class Zrf(Form, frozen=True):
    """A seller; `wyzf`: the family's only living home."""

    zjlx: str
    zjhm: str
    xm: str
    fe: str
    wyzf: bool


class Csf(Form, frozen=True):
    """A buyer; `fwtc`: which home this is for the family."""

    zjlx: str
    zjhm: str
    xm: str
    fe: str
    fwtc: int


class AssessPrice(Form, frozen=True):
    """What is this house worth?"""

    qqlsh: str
    bgsj: datetime
    fw: Fw
    htbah: str
    htrq: date
    htje: Decimal


class DeclareTax(Form, frozen=True):
    """One kind of tax on one sale."""

    qqlsh: str
    bgsj: datetime
    szdm: str
    hjbh: str
    fw: Fw
    htrq: date
    htje: Decimal
    qdrq: date
    zrf: list[Zrf]
    csf: list[Csf]
    fwyz: Decimal | None = None
    hlfy: Decimal | None = None


class Jkmx(Form, frozen=True):
    """Money taken for one line of a declaration."""

    sbbh: str
    hh: int
    je: Decimal


class ConfirmPayment(Form, frozen=True):
    """This money was taken for these lines."""

    qqlsh: str
    bgsj: datetime
    jfckh: str
    jkmx: list[Jkmx]
