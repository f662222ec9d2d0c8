"""The card terminals at the windows. Replace this pack to use another maker's."""

from __future__ import annotations

from importlib.resources import files

from yimen.kernel.registry import Pack
from yimen.kernel.words import Words

PACK = Pack(
    code="cardterminal",
    title=Words("刷卡终端", "Card terminals"),
    folder=files(__name__),
    connectors="yimen.packs.cardterminal.connectors:CONNECTORS",
)
