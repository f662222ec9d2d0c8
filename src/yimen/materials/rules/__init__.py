"""Which files are taken, decided by their content. Pure: bytes in, bytes or a sentence out."""

from __future__ import annotations

from yimen.materials.rules.examine import Examined, examine, examine_all
from yimen.materials.rules.names import shown_name
from yimen.materials.rules.signatures import media_type

__all__ = ["Examined", "examine", "examine_all", "media_type", "shown_name"]
