"""Close an application when all its cases have ended (办结)."""

from __future__ import annotations

from uuid import UUID

from yimen.cases.actions import APPLICATION
from yimen.cases.models import Application, Case
from yimen.cases.states import FINAL, ApplicationState, ApplicationVerb
from yimen.kernel.actor import Actor
from yimen.kernel.journal import Entry, entry
from yimen.kernel.words import Words


@entry(
    "application",
    ApplicationVerb.CLOSE,
    citizen=Words(
        "全部事项已办结：准予{granted}项，不予或终止{others}项。",
        "All matters have ended: {granted} granted, {others} not.",
    ),
    clerk=Words(
        "全部事项已办结：准予{granted}项，不予或终止{others}项。",
        "All matters have ended: {granted} granted, {others} not.",
    ),
)
class Close(Entry, frozen=True):
    """An application was closed."""

    granted: int
    others: int


def close(*, application_id: UUID, actor: Actor) -> bool:
    """Close the application if all its cases have ended; return whether it is closed by this call."""
    states = list(Case.objects.filter(application=application_id).values_list("state", flat=True))
    if not states or any(state not in FINAL for state in states):
        return False
    if Application.objects.filter(pk=application_id, state=ApplicationState.CLOSED).exists():
        return False
    with APPLICATION.act(ApplicationVerb.CLOSE, application_id, actor=actor) as deed:
        granted = sum(state == "granted" for state in states)
        deed.subject.closed_at = deed.now
        deed.note(deed.subject, Close(granted=granted, others=len(states) - granted))
    return True
