"""Keep a whole pile that comes in one go (整套收材料): the files, then one row a document with one statement.

Runs inside the deed of the application it belongs to, whose pile is empty so far.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from yimen.kernel import clock
from yimen.kernel.actor import Actor
from yimen.kernel.shell_sql import insert
from yimen.materials.actions.keep import keep_files
from yimen.materials.models import Material
from yimen.materials.reads import MaterialSheet
from yimen.materials.rules.examine import Examined
from yimen.materials.states import Trust


def keep_pile(
    *,
    source_kind: str,
    source_id: UUID,
    pages: Mapping[tuple[str, str], Sequence[Examined]],
    trust: Trust,
    actor: Actor,
) -> dict[str, MaterialSheet]:
    """Keep documents by (code, holder), each with its examined files in order; return the pile."""
    digests = iter(keep_files([page for given in pages.values() for page in given]))
    rows = [
        Material(
            source_kind=source_kind,
            source_id=source_id,
            code=code,
            holder=holder,
            trust=trust,
            files=list(dict.fromkeys(next(digests) for _ in given)),
            given_at=clock.now(),
            taken_by=actor.reference,
        )
        for (code, holder), given in pages.items()
    ]
    insert(Material, rows)
    sheets = [
        MaterialSheet(
            f"{r.code}@{r.holder}" if r.holder else r.code, r.code, r.holder, r.trust, tuple(r.files), r.given_at
        )
        for r in rows
    ]
    return {sheet.key: sheet for sheet in sheets}
