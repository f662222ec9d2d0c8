"""Declarations: one kind of tax on one sale, computed by the office's own rules and split by shares."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from simulators.spelling import spelt, yuan
from simulators.store import Db, next_number, next_of_year
from simulators.tax.envelope import Fault, Plain
from simulators.tax.forms import HOME, SPELLING, Csf, DeclareTax, Zrf
from simulators.tax.rules import (
    DEED,
    INCOME,
    VAT,
    Deal,
    Line,
    OutsideRules,
    Taxpayer,
    deed_tax,
    income_tax,
    turnover_tax,
)

_KINDS: Mapping[str, Callable[[Deal], list[Line]]] = {DEED: deed_tax, VAT: turnover_tax, INCOME: income_tax}


def declare(db: Db, asked: DeclareTax) -> Plain:
    """Compute and keep one declaration; raises Fault when it cannot be computed."""
    deal = _deal(db, asked)
    parties: Sequence[Zrf | Csf] = asked.csf if asked.szdm == DEED else asked.zrf
    try:
        lines = _KINDS[asked.szdm](deal)
    except OutsideRules as outside:
        raise Fault("T05", str(outside)) from None
    total = sum(line.amount_fen for line in lines)
    year, series = next_of_year(db, "declaration", asked.bgsj)
    number = f"SB{year}{series:07d}"
    db.execute(
        "INSERT INTO swj_sb (sbbh, qqlsh, szdm, hjbh, bdcdyh, hjse) VALUES (%s, %s, %s, %s, %s, %s)",
        [number, asked.qqlsh, asked.szdm, asked.hjbh, asked.fw.bdcdyh, total],
    )
    return {
        "sbbh": number,
        "szdm": asked.szdm,
        "bdcdyh": asked.fw.bdcdyh,
        "hjse": yuan(total),
        "mx": [_keep(db, number, place, line, parties[line.payer]) for place, line in enumerate(lines, 1)],
    }


def _deal(db: Db, asked: DeclareTax) -> Deal:
    """Put the request and the office's own assessment together; raises Fault."""
    if asked.fw.yt != HOME:
        raise Fault("T06", "本系统暂不受理非住宅房屋")
    assessed = db.execute(
        "SELECT pgje FROM swj_hj WHERE hjbh = %s AND bdcdyh = %s", [asked.hjbh, asked.fw.bdcdyh]
    ).fetchone()
    if assessed is None:
        raise Fault("T04", "核价编号不存在或者与房屋不符，请先核价")
    sellers, buyers = _shares(asked.zrf), _shares(asked.csf)
    return Deal(
        contract_date=asked.htrq,
        acquired_on=asked.qdrq,
        price_fen=int(asked.htje * 100),
        assessed_fen=assessed["pgje"],
        area=asked.fw.mj,
        sellers=tuple(Taxpayer(s, is_only_home=p.wyzf) for s, p in zip(sellers, asked.zrf, strict=True)),
        buyers=tuple(Taxpayer(s, house_order=p.fwtc) for s, p in zip(buyers, asked.csf, strict=True)),
        original_fen=None if asked.fwyz is None else int(asked.fwyz * 100),
        costs_fen=int((asked.hlfy or 0) * 100),
    )


def _shares(parties: Sequence[Zrf | Csf]) -> list[Fraction]:
    """Read shares; joint owners have equal parts. Raises Fault T03 unless they make one whole."""
    if all(party.fe == "GT" for party in parties):
        return [Fraction(1, len(parties)) for _ in parties]
    if any(party.fe == "GT" for party in parties) or sum(Fraction(party.fe) for party in parties) != 1:
        raise Fault("T03", "各方份额之和应当等于一，或者全部为共同共有")
    return [Fraction(party.fe) for party in parties]


def _keep(db: Db, number: str, place: int, line: Line, party: Zrf | Csf) -> Plain:
    """Keep one line and say it in the office's words."""
    archive = person(db, party.zjhm, party.xm)
    db.execute(
        "INSERT INTO swj_sbmx (sbbh, hh, zjhm, zsxmdm, jsyj, sl, ynse, jmdm) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
        [number, place, party.zjhm, line.code, line.base_fen, line.rate, line.amount_fen, line.relief],
    )
    return {
        "hh": place,
        "zrrdah": archive,
        "zjhm": party.zjhm,
        "xm": spelt(party.xm, SPELLING),
        "zsxmdm": line.code,
        "jsyj": yuan(line.base_fen),
        "sl": str(line.rate),
        "ynse": yuan(line.amount_fen),
        "jmdm": line.relief,
    }


def person(db: Db, id_number: str, name: str) -> str:
    """Return the archive number of a natural person, opening an archive for a new one."""
    query = "SELECT zrrdah FROM swj_zrr WHERE zjhm = %s"
    known = db.execute(query, [id_number]).fetchone()
    if known is None:
        number = f"440604{next_number(db, 'person'):012d}"
        db.execute(
            "INSERT INTO swj_zrr (zjhm, zrrdah, xm) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            [id_number, number, spelt(name, SPELLING)],
        )
        known = db.execute(query, [id_number]).fetchone()
    assert known is not None
    return str(known["zrrdah"])
