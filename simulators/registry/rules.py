"""When the registry refuses a transfer. Pure: it looks at what the register says and what the request says.

Never asks whether a certificate is genuine: the registry sees numbers only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from simulators.registry.forms import Srf, Transfer, Zrf

ENTERED = "00"
SEALED = ("11", "该不动产已被查封，不予登记")
OBJECTION = ("12", "该不动产存在异议登记")
NOT_OWNER = ("13", "转让方不是登记簿记载的权利人")
OWNERS_MISSING = ("14", "处分共有不动产的共有人不足")
NO_DEED_TAX = ("15", "缺少契税完税或者减免税凭证")
MORTGAGED = ("16", "抵押期间转让受限，且无抵押权人同意")
UNKNOWN_HOUSE = ("17", "登记簿无此不动产单元")
UNREADABLE = "91"
UNKNOWN_BUSINESS = ("92", "没有这个业务类型")
UNKNOWN_REQUEST = ("93", "查无此申请或者尚未办结")

_CIVIL_CODE = date(2021, 1, 1)
_MAY_NOT = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """What the register says of a house: owners by identity number with shares, mortgages by agreement."""

    is_sealed: bool
    has_objection: bool
    ownership: str
    owners: dict[str, Fraction | None]
    agreements: tuple[int, ...]


def refusal(transfer: Transfer, entry: Entry | None, on: date) -> tuple[str, str] | None:
    """Return reason code and sentence, or None when the transfer can be entered.

    契税法 art 11 (deed tax first), 民法典 art 301 and 406 (co-owners, mortgage): verified.

    >>> house = Entry(False, False, "0", {"A": None}, ())
    >>> refusal(EXAMPLE, house, date(2026, 3, 2)), refusal(EXAMPLE, None, date(2026, 3, 2))
    (None, ('17', '登记簿无此不动产单元'))
    """
    if entry is None:
        return UNKNOWN_HOUSE
    if entry.is_sealed:
        return SEALED
    if entry.has_objection:
        return OBJECTION
    transferors = {t.zjhm for t in transfer.zrf}
    if not transferors <= entry.owners.keys():
        return NOT_OWNER
    if not _may_dispose(transferors, entry):
        return OWNERS_MISSING
    if not transfer.dyqrty and _needs_mortgagee(entry.agreements, on):
        return MORTGAGED
    if not all(t.qswspzh and t.qswspzh.strip() for t in transfer.srf):
        return NO_DEED_TAX
    return None


def _may_dispose(transferors: set[str], entry: Entry) -> bool:
    """By shares two thirds may dispose of the whole, otherwise everybody must (民法典 art 301)."""
    shares = [entry.owners[who] for who in transferors]
    if entry.ownership == "2":
        return sum(share or 0 for share in shares) >= Fraction(2, 3)
    return transferors == entry.owners.keys()


def _needs_mortgagee(agreements: tuple[int, ...], on: date) -> bool:
    """Since 2021 only a mortgage that forbids (民法典 art 406); before, all (物权法 art 191, general)."""
    return any(on < _CIVIL_CODE or agreement == _MAY_NOT for agreement in agreements)


EXAMPLE = Transfer(
    bdcdyh="440604003001GB00001F00010005",
    yzsh="粤(2019)佛禅不动产权第1000002号",
    htbah="禅存备2026000001",
    jyje="1050000.00",
    zrf=[Zrf("甲", "1", "A")],
    srf=[Srf("乙", "1", "B", "0", qswspzh="344060426000000001")],
)
