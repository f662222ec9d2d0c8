"""Former scans of a pile are forgotten once its source is accepted: only what was accepted is kept.

Law: 个人信息保护法 art 6 (no more than the purpose needs).
"""

from __future__ import annotations

from uuid import UUID

from yimen.kernel.actor import Actor
from yimen.materials.models import Former


def forget(*, source_kind: str, source_id: UUID, actor: Actor) -> None:  # noqa: ARG001
    """Remove the former versions of a pile's documents; the second time nothing is left to do."""
    Former.objects.filter(material__source_kind=source_kind, material__source_id=source_id).delete()
