"""An uploaded document was compared with its original (核原件): C becomes B. Runs inside the deed of its application.

Law: 国办函〔2016〕108号 (C: uploaded by the user, usable only after a window officer checked the original).
"""

from __future__ import annotations

from uuid import UUID

from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.materials.models import Material
from yimen.materials.states import Trust


def vouch(*, source_kind: str, source_id: UUID, code: str, holder: str, actor: Actor) -> bool:
    """Raise one uploaded document to checked. Return whether there was one."""
    rows = Material.objects.filter(
        source_kind=source_kind, source_id=source_id, code=code, holder=holder, trust=Trust.UPLOADED
    )
    return bool(rows.update(trust=Trust.CHECKED, given_at=clock.now(), taken_by=actor.reference))
