"""Payments confirmed by whoever took the money, and the certificates issued for them.

A declaration is paid once and whole; every taxpayer gets a certificate per kind of tax, also for nothing due.
"""

from __future__ import annotations

from collections import defaultdict

from simulators.spelling import yuan
from simulators.store import Db, Row, next_of_year
from simulators.tax.envelope import Fault, Plain
from simulators.tax.forms import ConfirmPayment, Jkmx

PAID, EXEMPT, NOT_DUE = "1", "2", "3"


def confirm(db: Db, asked: ConfirmPayment) -> Plain:
    """Book a payment and issue certificates; raises Fault when a line is unknown, paid or paid wrongly."""
    paid: dict[str, list[Jkmx]] = defaultdict(list)
    for line in asked.jkmx:
        paid[line.sbbh].append(line)
    declared = {number: _lines(db, number) for number in sorted(paid)}
    for number, lines in declared.items():
        _compare(number, lines, paid[number])
        db.execute("UPDATE swj_sb SET jkqq = %s WHERE sbbh = %s", [asked.qqlsh, number])
    total = sum(int(line.je * 100) for line in asked.jkmx)
    db.execute("INSERT INTO swj_jf (qqlsh, jfckh, zje) VALUES (%s, %s, %s)", [asked.qqlsh, asked.jfckh, total])
    certificates = [one for lines in declared.values() for one in _certificates(db, asked, lines)]
    return {"jfckh": asked.jfckh, "pz": certificates}


def _lines(db: Db, number: str) -> list[Row]:
    """Return the lines of a declaration, locked against a second payment; raises Fault T07, T09."""
    declaration = db.execute("SELECT jkqq FROM swj_sb WHERE sbbh = %s FOR UPDATE", [number]).fetchone()
    if declaration is None:
        raise Fault("T07", f"申报编号{number}不存在")
    if declaration["jkqq"] is not None:
        raise Fault("T09", f"申报编号{number}已经缴款")
    return db.execute(
        "SELECT mx.*, sb.szdm, zrr.xm"
        " FROM swj_sbmx mx JOIN swj_sb sb USING (sbbh) JOIN swj_zrr zrr USING (zjhm)"
        " WHERE sbbh = %s ORDER BY hh",
        [number],
    ).fetchall()


def _compare(number: str, lines: list[Row], paid: list[Jkmx]) -> None:
    """Refuse a payment that is not exactly what was declared, line by line; raises Fault T08."""
    if sorted((p.hh, int(p.je * 100)) for p in paid) != [(line["hh"], line["ynse"]) for line in lines]:
        raise Fault("T08", f"缴款金额与申报编号{number}各行应纳税额不一致")


def _certificates(db: Db, asked: ConfirmPayment, lines: list[Row]) -> list[Plain]:
    """Issue one certificate a taxpayer for one declaration."""
    of_payer: dict[str, list[Row]] = defaultdict(list)
    for line in lines:
        of_payer[line["zjhm"]].append(line)
    issued: list[Plain] = []
    for payer, own in of_payer.items():
        amount = sum(line["ynse"] for line in own)
        kind = PAID if amount else EXEMPT if any(line["jmdm"] for line in own) else NOT_DUE
        year, series = next_of_year(db, "certificate", asked.bgsj)
        number = f"3440604{year % 100:02d}{series:09d}"
        db.execute(
            "INSERT INTO swj_pz (pzhm, pzlx, sbbh, zjhm, je) VALUES (%s, %s, %s, %s, %s)",
            [number, kind, own[0]["sbbh"], payer, amount],
        )
        issued.append(
            {
                "pzhm": number,
                "pzlx": kind,
                "sbbh": own[0]["sbbh"],
                "szdm": own[0]["szdm"],
                "zjhm": payer,
                "xm": own[0]["xm"],
                "je": yuan(amount),
            }
        )
    return issued
