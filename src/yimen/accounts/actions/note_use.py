"""Note the day a token was last used. Nothing finer: when a machine asks is nobody's business afterwards."""

from __future__ import annotations

from django.db.models import Q

from yimen.accounts.models import Token
from yimen.accounts.reads import Bearer
from yimen.kernel import clock
from yimen.kernel.actor import Actor


def note_use(*, bearer: Bearer, actor: Actor) -> None:  # noqa: ARG001
    """Note today as the day of last use, with one statement a day; two requests at once write it once."""
    today = clock.machine_now().date()
    if bearer.last_used_date == today:
        return
    Token.objects.filter(Q(last_used_date__lt=today) | Q(last_used_date=None), pk=bearer.id).update(
        last_used_date=today
    )
