"""Assessment of what a house is worth: the area times the office's own price for the zone."""

from __future__ import annotations

from decimal import Decimal

from simulators.spelling import one_decimal, yuan
from simulators.store import Db, next_of_year
from simulators.tax.envelope import Fault, Plain
from simulators.tax.forms import HOME, AssessPrice

_ZONE_PRICES = {"001": 1_050_000, "002": 1_020_000, "003": 980_000, "004": 920_000}
_OTHER_ZONES = 1_000_000


def assess(db: Db, asked: AssessPrice) -> Plain:
    """Assess a home and keep the assessment; raises Fault for another use or a price that is not positive."""
    if asked.fw.yt != HOME:
        raise Fault("T06", "本系统暂不受理非住宅房屋")
    price_fen = int(asked.htje * 100)
    if price_fen <= 0:
        raise Fault("T10", "合同金额应当大于零")
    square_metres = one_decimal(asked.fw.mj)
    unit_fen = _ZONE_PRICES.get(asked.fw.bdcdyh[6:9], _OTHER_ZONES)
    assessed_fen = int(Decimal(square_metres) * unit_fen)
    year, series = next_of_year(db, "assessment", asked.bgsj)
    number = f"HJ{year}{series:07d}"
    db.execute(
        "INSERT INTO swj_hj (hjbh, qqlsh, bdcdyh, mj, pgje, htje) VALUES (%s, %s, %s, %s, %s, %s)",
        [number, asked.qqlsh, asked.fw.bdcdyh, square_metres, assessed_fen, price_fen],
    )
    return {
        "hjbh": number,
        "bdcdyh": asked.fw.bdcdyh,
        "mj": square_metres,
        "pgdj": yuan(unit_fen),
        "pgje": yuan(assessed_fen),
        "htje": yuan(price_fen),
        "jsje": yuan(max(price_fen, assessed_fen)),
    }
