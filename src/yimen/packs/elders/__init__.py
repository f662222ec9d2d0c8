"""Cards for the elderly: one granted by table in seconds, one made again at the window. Text only."""

from __future__ import annotations

from importlib.resources import files

from yimen.kernel.registry import Pack
from yimen.kernel.words import Words

PACK = Pack(code="elders", title=Words("老年人优待", "Benefits for the elderly"), folder=files(__name__))
