"""What a request to the registry says (JSON in `qz_sq.nr`), where version 2 moves it, and the code lists."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any, Literal, TypeAlias

import msgspec

from simulators.houses import Agreement, Ownership, Use
from simulators.messages import Form, Text
from simulators.shapes import OtherVersion, Version, incoming

TRANSFER, RESEND = "200", "902"

SPELLING = {"·": "•"}
USES = {Use.HOME: "11", Use.SHOP: "31", Use.PARKING: "80"}
OWNERSHIPS = {Ownership.SOLE: "0", Ownership.JOINT: "1", Ownership.SHARES: "2"}
AGREEMENTS = {Agreement.MAY: 0, Agreement.MAY_NOT: 1, Agreement.NONE: 2}
IDENTITY_CARD = "1"

MOVES = {"srf": "qlr", "zrf": "ywr", "jyje": "jy.je", "htbah": "jy.htbah"}

IdType: TypeAlias = Literal["1", "2", "3", "99"]
Yuan: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,13}\.[0-9]{2}$")]


class Unreadable(Exception):
    """A request that cannot be understood; the text says where."""


class Zrf(Form, frozen=True):
    """A transferor; `gsspzh`: certificate of income tax."""

    xm: Text
    zjlx: IdType
    zjhm: Text
    gsspzh: str | None = None


class Srf(Form, frozen=True):
    """A transferee: ownership 0 sole, 1 joint, 2 by shares fz/fm; `qswspzh`: certificate of deed tax."""

    xm: Text
    zjlx: IdType
    zjhm: Text
    gyfs: Literal["0", "1", "2"]
    fz: Annotated[int, msgspec.Meta(ge=1)] | None = None
    fm: Annotated[int, msgspec.Meta(ge=1)] | None = None
    qswspzh: str | None = None


class Transfer(Form, frozen=True):
    """A house changes hands by sale; `dyqrty`: the mortgagee consents."""

    bdcdyh: Annotated[str, msgspec.Meta(min_length=28, max_length=28)]
    yzsh: Text
    htbah: Text
    jyje: Yuan
    zrf: Annotated[list[Zrf], msgspec.Meta(min_length=1)]
    srf: Annotated[list[Srf], msgspec.Meta(min_length=1)]
    dyqrty: bool = False


class Resend(Form, frozen=True):
    """Answer a former request again."""

    ysqbh: Text


def read_transfer(text: str, version: Version) -> Transfer:
    """Read a transfer in the version in force; raises Unreadable."""
    try:
        message = msgspec.json.decode(text, type=dict[str, Any])
        transfer = msgspec.convert(incoming(message, MOVES, version), Transfer)
    except (msgspec.DecodeError, OtherVersion) as wrong:
        raise Unreadable(str(wrong)) from None
    if not _makes_one_owner(transfer.srf):
        raise Unreadable("受让人的共有方式或份额不成立")
    return transfer


def read_resend(text: str) -> Resend:
    """Read a request for an answer again; raises Unreadable."""
    try:
        return msgspec.json.decode(text, type=Resend)
    except msgspec.DecodeError as wrong:
        raise Unreadable(str(wrong)) from None


def _makes_one_owner(transferees: list[Srf]) -> bool:
    """Say whether the transferees together own the whole in one manner."""
    kinds = {t.gyfs for t in transferees}
    if kinds == {"2"}:
        parts = [Fraction(t.fz, t.fm) for t in transferees if t.fz and t.fm]
        return len(parts) == len(transferees) and sum(parts) == 1
    return kinds == ({"0"} if len(transferees) == 1 else {"1"})
