"""Speaks to the housing department, the tax office, the registry, and the water, power and gas companies."""

from __future__ import annotations

from yimen.packs.realestate.connectors.housing import FILE, HOUSING
from yimen.packs.realestate.connectors.registry import ENTER, HOUSE
from yimen.packs.realestate.connectors.tax import ASSESS, CONFIRMATIONS, DECLARATIONS
from yimen.packs.realestate.connectors.utilities import UTILITIES

CONNECTORS = (FILE, ASSESS, *DECLARATIONS, *CONFIRMATIONS, ENTER, *UTILITIES)
QUERIES = (HOUSE,)
RECEIVERS = (HOUSING,)
