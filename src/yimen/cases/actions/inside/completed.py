"""When everything that the one notice named was in: the limits count from there, whoever looks at it later.

Law: 行政许可法 art 32(1)5 (who has handed in all that was asked for must be accepted).
"""

from __future__ import annotations

from datetime import datetime

from yimen.cases.models import Application
from yimen.cases.reads.application import filled_row
from yimen.cases.reads.completeness import completeness
from yimen.cases.states import ApplicationState


def note_completed(row: Application, now: datetime) -> None:
    """Keep the moment when nothing that was named is lacking any more; forget it when something is again.

    Uploads count as in: who has to look at them must not make her limits later. Asks nothing in another state.
    """
    if row.state != ApplicationState.CORRECTING:
        return
    application = filled_row(row)
    uploaded = {f"material:{key}" for key, sheet in application.given.items() if sheet.is_uploaded}
    left = set(completeness(application).told) & set(row.correction_asked) - uploaded
    row.completed_at = None if left else row.completed_at or now
