"""What follows from what was done with a licence: its file is made and signed. Idempotent."""

from __future__ import annotations

from yimen.kernel.actor import house
from yimen.kernel.journal import Recorded
from yimen.kernel.outbox import EffectTable
from yimen.licences.actions.issue import Issue
from yimen.licences.actions.sign import sign

RELAY = house("relay")


def sign_file(recorded: Recorded) -> None:
    """Make and sign the file of a new version."""
    sign(licence_id=recorded.subject_id, actor=RELAY)


EFFECTS: EffectTable = {Issue: (sign_file,)}
