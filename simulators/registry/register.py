"""The register: houses, owners, mortgages, entries. A transfer is entered in one transaction or not at all.

Certificates and entries are numbered without gaps, last thing in the transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from simulators.houses import House, Mortgage, Owner
from simulators.people import Person
from simulators.registry.forms import AGREEMENTS, IDENTITY_CARD, OWNERSHIPS, SPELLING, USES, Transfer
from simulators.registry.front import HouseInRegister
from simulators.registry.rules import Entry
from simulators.spelling import spelt
from simulators.store import Db, Row, next_of_year

_TEN_THOUSAND_YUAN_IN_FEN = 1_000_000
_NEW_OWNER = "INSERT INTO dj_qlr (bdcdyh, xh, xm, zjlx, zjhm, gyfs, fz, fm) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"


def load(db: Db, houses: Sequence[House], _: Sequence[Person]) -> None:
    """Bring houses with owners and mortgages into the register; the mirror follows by itself."""
    with db.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO dj_fw (bdcdyh, zsh, zl, mj, yt, tdzzrq, cfzt, yyzt, qdrq)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [_house(h) for h in houses],
        )
        cursor.executemany(_NEW_OWNER, [_owner(h, place, o) for h in houses for place, o in enumerate(h.owners, 1)])
        cursor.executemany(
            "INSERT INTO dj_dy (dybh, bdcdyh, dyqr, bdbzqse, djrq, zrxd) VALUES (%s, %s, %s, %s, %s, %s)",
            [_mortgage(h, place, m) for h in houses for place, m in enumerate(h.mortgages, 1)],
        )


def _house(h: House) -> tuple[object, ...]:
    flags = int(h.is_sealed), int(h.has_objection)
    return (h.unit_no, h.cert_no, h.address, h.area, USES[h.use], h.land_until, *flags, h.acquired_on)


def _owner(h: House, place: int, owner: Owner) -> tuple[object, ...]:
    share = (owner.share.numerator, owner.share.denominator) if owner.share else (None, None)
    who = owner.person
    return (
        h.unit_no,
        place,
        spelt(who.name, SPELLING),
        IDENTITY_CARD,
        who.id_number,
        OWNERSHIPS[h.ownership],
        *share,
    )


def _mortgage(h: House, place: int, m: Mortgage) -> tuple[object, ...]:
    amount = Decimal(m.amount_fen) / _TEN_THOUSAND_YUAN_IN_FEN
    return (f"DY{h.unit_no}-{place}", h.unit_no, m.holder, amount, m.registered_on, AGREEMENTS[m.agreement])


def entry(db: Db, unit_no: str) -> Entry | None:
    """Return what the register says of a house, locked."""
    house = db.execute("SELECT cfzt, yyzt FROM dj_fw WHERE bdcdyh = %s FOR UPDATE", [unit_no]).fetchone()
    if house is None:
        return None
    owners = db.execute("SELECT zjhm, gyfs, fz, fm FROM dj_qlr WHERE bdcdyh = %s", [unit_no]).fetchall()
    mortgages = db.execute("SELECT zrxd FROM dj_dy WHERE bdcdyh = %s", [unit_no]).fetchall()
    return Entry(
        is_sealed=bool(house["cfzt"]),
        has_objection=bool(house["yyzt"]),
        ownership=owners[0]["gyfs"],
        owners={o["zjhm"]: Fraction(o["fz"], o["fm"]) if o["fz"] else None for o in owners},
        agreements=tuple(m["zrxd"] for m in mortgages),
    )


def enter(db: Db, request_no: str, transfer: Transfer, at: datetime) -> Row:
    """Enter a transfer; return entry number, certificate number and time. Mortgages stay on the house."""
    unit_no = transfer.bdcdyh
    db.execute("DELETE FROM dj_qlr WHERE bdcdyh = %s", [unit_no])
    for place, owner in enumerate(transfer.srf, 1):
        db.execute(
            _NEW_OWNER,
            [
                unit_no,
                place,
                spelt(owner.xm, SPELLING),
                owner.zjlx,
                owner.zjhm,
                owner.gyfs,
                owner.fz if owner.gyfs == "2" else None,
                owner.fm if owner.gyfs == "2" else None,
            ],
        )
    year, series = next_of_year(db, "certificate", at)
    certificate = f"粤({year})佛禅不动产权第{series:07d}号"
    year, series = next_of_year(db, "entry", at)
    number = f"DB{year}{series:08d}"
    db.execute(
        "INSERT INTO dj_db (dbh, sqbh, bdcdyh, zsh, yzsh, jyje, htbah, dbsj)"
        " SELECT %s, %s, bdcdyh, %s, zsh, %s, %s, %s FROM dj_fw WHERE bdcdyh = %s",
        [number, request_no, certificate, transfer.jyje, transfer.htbah, at, unit_no],
    )
    db.execute(
        "UPDATE dj_fw SET zsh = %s, qdrq = %s, is_mirrored = false WHERE bdcdyh = %s",
        [certificate, at.date(), unit_no],
    )
    return {"dbh": number, "zsh": certificate, "dbsj": at.isoformat()}


def find(db: Db, unit_no: str) -> HouseInRegister:
    """Return a house for the mirror, locked."""
    house = db.execute(
        "SELECT bdcdyh, zsh, zl, mj, yt, tdxz, tdzzrq, cfzt, yyzt, qdrq FROM dj_fw WHERE bdcdyh = %s FOR UPDATE",
        [unit_no],
    ).fetchone()
    assert house is not None
    return HouseInRegister(
        house,
        db.execute("SELECT * FROM dj_qlr WHERE bdcdyh = %s ORDER BY xh", [unit_no]).fetchall(),
        db.execute("SELECT * FROM dj_dy WHERE bdcdyh = %s ORDER BY dybh", [unit_no]).fetchall(),
    )
