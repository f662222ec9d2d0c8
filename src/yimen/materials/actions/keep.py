"""Keep a document that was handed over (收材料), with its scans.

Runs inside the deed of the application it belongs to.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from yimen.kernel import clock, files
from yimen.kernel.actor import Actor
from yimen.materials.models import Material
from yimen.materials.rules import media_type
from yimen.materials.states import Trust


def keep(
    *,
    source_kind: str,
    source_id: UUID,
    code: str,
    holder: str,
    scans: Sequence[tuple[str, bytes]],
    trust: Trust,
    actor: Actor,
) -> None:
    """Keep one document of a pile; given again, new scans are added. `scans` are (file name, bytes).

    Raises BadInput.
    """
    kept = [files.keep(content, media_type(content, name)).digest for name, content in scans]
    row, is_new = Material.objects.get_or_create(
        source_kind=source_kind,
        source_id=source_id,
        code=code,
        holder=holder,
        defaults={"trust": trust, "files": kept, "given_at": clock.now(), "taken_by": actor.reference},
    )
    if not is_new:
        row.files = [*row.files, *(d for d in kept if d not in row.files)]
        row.trust, row.given_at, row.taken_by = trust, clock.now(), actor.reference
        row.save(update_fields=["files", "trust", "given_at", "taken_by"])
