"""Rules of real estate, pure: taxes, obstacles, fees, what the certificate says. `RULES` is what the text may name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from yimen.packs.realestate.rules.certificate import certificate
from yimen.packs.realestate.rules.due import estimate, registration_fee
from yimen.packs.realestate.rules.obstacles import obstacles

RULES: Mapping[str, Callable[..., Any]] = {
    "certificate": certificate,
    "estimate": estimate,
    "obstacles": obstacles,
    "registration_fee": registration_fee,
}
