"""Take a document out of the pile again (退材料): it was the wrong one. Runs inside the deed of its application."""

from __future__ import annotations

from uuid import UUID

from yimen.kernel.actor import Actor
from yimen.materials.models import Former, Material


def give_back(*, source_kind: str, source_id: UUID, code: str, holder: str, actor: Actor) -> bool:  # noqa: ARG001
    """Remove one document, with its former scans, from a pile that is not accepted yet. Return whether it was there."""
    one = {"source_kind": source_kind, "source_id": source_id, "code": code, "holder": holder}
    Former.objects.filter(**{f"material__{name}": value for name, value in one.items()}).delete()
    return bool(Material.objects.filter(**one).delete()[0])
