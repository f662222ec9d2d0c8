"""Into whose hands a step may come. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from yimen.cases.states import CaseVerb
from yimen.kernel.journal import Recorded


def keeps_four_eyes(verb: str, account: int, accepted_by: int | None, examined_by: int | None) -> bool:
    """Return whether `account` may do the step's verb on a case that these two accepted and examined (一审一核).

    >>> keeps_four_eyes("approve", 2, 1, 2), keeps_four_eyes("examine", 2, 1, 2), keeps_four_eyes("check", 1, 1, None)
    (False, True, False)
    """
    if verb == CaseVerb.CHECK:
        return account != accepted_by
    if verb == CaseVerb.APPROVE:
        return account not in (accepted_by, examined_by)
    return True


def examined_before(entries: Iterable[Recorded], reference: str) -> bool:
    """Return whether somebody (`staff:17`) examined the case in any round: a return gives no new eyes (一审一核)."""
    return any(e.kind == "case" and e.verb == CaseVerb.EXAMINE and e.actor == reference for e in entries)


_DECIDES = (CaseVerb.EXAMINE, CaseVerb.APPROVE, CaseVerb.REFUSE)


def decided_before(entries: Iterable[Recorded], reference: str) -> bool:
    """Return whether somebody examined or decided the case before it was last opened again by order: other people
    decide anew. `entries` are in their order.
    """
    known = [e for e in entries if e.kind == "case"]
    last = max((n for n, e in enumerate(known) if e.verb == CaseVerb.REOPEN), default=0)
    return any(e.verb in _DECIDES and e.actor == reference for e in known[:last])
