"""Send the next due message of a system, or ask after one that was taken (送达、催问).

The row stays locked while the system is called: a process killed in the middle gives it back at once, and the request's
number makes the second try the same request. What fails is tried again with growing pauses, then parked with its
reason.
"""

from __future__ import annotations

from django.db import transaction

from yimen.exchange.actions import MESSAGE
from yimen.exchange.actions.answer import take_answer
from yimen.exchange.actions.park import park
from yimen.exchange.models import Message
from yimen.exchange.reads import connectors, payload
from yimen.exchange.rules import FIRST_ASK, MOST_TRIES, Answered, Misunderstood, Reply, Request, gives_up, pause
from yimen.exchange.states import MessageState, Verb
from yimen.kernel import clock
from yimen.kernel.actor import Actor, department_system
from yimen.kernel.errors import Unreachable
from yimen.kernel.journal import Entry, Privacy, entry
from yimen.kernel.words import Words


@entry(
    "message",
    Verb.SEND,
    citizen=Words("{system}已收到请求。", "{system} has the request."),
    clerk=Words("{system}已收到请求，等回复。", "{system} has the request; its answer is awaited."),
    privacy=Privacy.OFFICE,
)
class Send(Entry, frozen=True):
    """The department's system took the request."""

    system: str


def dispatch(*, system: str, state: MessageState, actor: Actor) -> bool:
    """Send the next due queued message of `system` (or ask after the next sent one); return False when none is due."""
    with transaction.atomic():
        row = _next_due(system, state)
        if row is None:
            return False
        connector = connectors()[row.operation]
        request = Request(str(row.id), row.written_at, payload(row))
        try:
            reply = connector.send(request) if state is MessageState.QUEUED else connector.ask(request)
            _take(row, reply, connector.name)
        except Unreachable as failure:
            _failed(row, failure.words, actor)
        except Misunderstood as failure:
            park(message_id=row.id, reason=failure.words, actor=actor)
    return True


def _next_due(system: str, state: MessageState) -> Message | None:
    due = Message.objects.filter(system=system, state=state, next_try_at__lte=clock.machine_now())
    return due.select_for_update(skip_locked=True, no_key=True).order_by("next_try_at").first()


def _take(row: Message, reply: Reply, name: Words) -> None:
    if isinstance(reply, Answered):
        take_answer(message_id=row.id, answer=reply, actor=department_system(row.system, name.zh))
        return
    if row.state == MessageState.QUEUED:
        with MESSAGE.act(Verb.SEND, row.id, actor=department_system(row.system, name.zh)) as deed:
            deed.subject.tries = 0
            deed.subject.next_try_at = clock.machine_now() + FIRST_ASK
            deed.note(deed.subject, Send(system=row.system))
        return
    _later(row, row.tries + 1)


def _failed(row: Message, words: Words, actor: Actor) -> None:
    if gives_up(row.tries + 1):
        park(message_id=row.id, reason=words, actor=actor)
        return
    row.reason_zh, row.reason_en = words.zh, words.en
    _later(row, row.tries + 1)


def _later(row: Message, tries: int) -> None:
    row.tries, row.next_try_at = min(tries, MOST_TRIES), clock.machine_now() + pause(tries)
    row.save(update_fields=["tries", "next_try_at", "reason_zh", "reason_en"])
