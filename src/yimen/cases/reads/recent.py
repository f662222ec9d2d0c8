"""Which matters a clerk opened last: what she is likely to open next."""

from __future__ import annotations

from yimen.kernel.actor import Actor
from yimen.kernel.rows import rows

_RECENT = """
SELECT b.bundle FROM (
    SELECT bundle_id, max(opened_at) AS opened_at FROM (
        SELECT bundle_id, opened_at FROM cases_application WHERE opened_by_id = %s ORDER BY opened_at DESC LIMIT 200
    ) own GROUP BY bundle_id
) last JOIN catalogue_bundleversion b ON b.id = last.bundle_id AND b.is_generic
ORDER BY last.opened_at DESC LIMIT %s
"""


def recent_matters(viewer: Actor, limit: int = 8) -> list[str]:
    """Return the codes of the directory's matters that the viewer opened last, newest first. Of her own rows only."""
    return [code for (code,) in rows(_RECENT, [int(viewer.id), limit])]
