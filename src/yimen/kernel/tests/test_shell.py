"""The shell: what is refused changes nothing, what is noted is written whole, what is stale is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection

from tests.offices import Office
from yimen.cases.actions import APPLICATION
from yimen.cases.actions.discard import Discard, discard
from yimen.cases.actions.open import open_
from yimen.cases.models import Application
from yimen.kernel import clock, outbox
from yimen.kernel.errors import Conflict, NotFound, Refused, Stale
from yimen.kernel.journal import Recorded
from yimen.kernel.models import Installation, OutboxRow
from yimen.kernel.numbers import take


def counts() -> tuple[int, int]:
    """How many journal entries and outbox rows there are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM kernel_journal), (SELECT count(*) FROM kernel_outboxrow)")
        row = cursor.fetchone()
    assert row is not None
    return int(row[0]), int(row[1])


def test_what_is_not_possible_says_what_is(office: Office) -> None:
    """The message names the state, the verb and what is possible now, and nothing was written."""
    clerk = office.actor("clerk1", 1)
    draft = open_(bundle="house_sale", actor=clerk)
    discard(application_id=draft, actor=clerk)
    before = counts()
    with pytest.raises(Conflict) as refused:
        discard(application_id=draft, actor=clerk)
    assert refused.value.words.zh == "现在是“已作废”，不能作废草稿。现在可以：没有要办的。"
    assert counts() == before


def test_not_yours_is_not_found_and_not_your_post_is_refused(office: Office) -> None:
    """Another clerk's draft is not found; a checker may not discard what she sees."""
    clerk = office.actor("clerk1", 1)
    draft = open_(bundle="house_sale", actor=clerk)
    before = counts()
    with pytest.raises(NotFound):
        discard(application_id=draft, actor=office.actor("clerk2", 2))
    with pytest.raises(Refused), APPLICATION.begin(actor=office.actor("checker1")):
        APPLICATION.guard(office.actor("checker1"), "discard", Application.objects.get(pk=draft))
    assert counts() == before


def test_a_row_changed_behind_the_shell_is_stale(office: Office) -> None:
    """The conditional update finds another version than was read."""
    clerk = office.actor("clerk1", 1)
    draft = open_(bundle="house_sale", actor=clerk)
    with pytest.raises(Stale), APPLICATION.act("discard", draft, actor=clerk) as deed:
        Application.objects.filter(pk=draft).update(version=9)
        deed.note(deed.subject, Discard())
    assert Application.objects.get(pk=draft).version == 1  # the whole act was rolled back


def test_changing_without_noting_is_a_fault(office: Office) -> None:
    """A column that changes without a journal entry never reaches the database."""
    clerk = office.actor("clerk1", 1)
    draft = open_(bundle="house_sale", actor=clerk)
    with (
        pytest.raises(AssertionError, match="without a journal entry"),
        APPLICATION.act("discard", draft, actor=clerk) as deed,
    ):
        deed.subject.receipt_no = "x"
    assert Application.objects.get(pk=draft).receipt_no is None


def test_numbers_have_no_gaps_after_a_rollback(office: Office) -> None:
    """A number taken in a transaction that failed is given to the next."""
    from django.db import transaction

    assert list(take("t", "hall", 2026, 3)) == [1, 2, 3]
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        take("t", "hall", 2026)
        raise ZeroDivisionError
    assert list(take("t", "hall", 2026)) == [4]
    assert list(take("t", "hall", 2027)) == [1]
    assert office.dsn


def test_a_production_database_refuses_another_clock(office: Office) -> None:
    """By its constraint, and it can never be made a demo."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE kernel_installation DISABLE TRIGGER installation_is_fixed")
        cursor.execute("UPDATE kernel_installation SET kind = 'production', clock_offset = '0'")
        cursor.execute("ALTER TABLE kernel_installation ENABLE TRIGGER installation_is_fixed")
    with pytest.raises(Refused):
        clock.set_forward(datetime.now(UTC) + timedelta(days=20))  # noqa: TID251
    with pytest.raises(IntegrityError):
        Installation.objects.update(clock_offset=timedelta(days=1))
    with pytest.raises(IntegrityError, match="never changes"):
        Installation.objects.update(kind="demo")
    assert abs((clock.now() - datetime.now(UTC)).total_seconds()) < 5  # noqa: TID251
    assert office.dsn


def test_the_clock_moves_forward_only(office: Office) -> None:
    """Twenty days pass at once; back is refused."""
    now = clock.now()
    clock.set_forward(now + timedelta(days=20))
    assert clock.now() - now >= timedelta(days=20)
    with pytest.raises(Refused):
        clock.set_forward(now)
    assert office.dsn


def test_a_failing_effect_is_tried_again_in_order_and_parked(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Growing pauses, the reason kept, later rows of the subject held back, others not; after the repair it goes on."""
    clerk = office.actor("clerk1", 1)
    done: list[str] = []
    broken = True

    def effect(recorded: Recorded) -> None:
        if broken and recorded.subject_id == first:
            raise RuntimeError("the printer is out of paper")
        done.append(f"{recorded.verb} {recorded.subject_id == first}")

    monkeypatch.setitem(outbox._effects, "application.open", [effect])
    monkeypatch.setitem(outbox._effects, "application.discard", [effect])
    first = open_(bundle="house_sale", actor=clerk)
    open_(bundle="house_sale", actor=clerk)
    discard(application_id=first, actor=clerk)
    outbox.deliver_all()
    assert done == ["open False"]
    for _ in range(outbox.LAST_TRY):
        OutboxRow.objects.update(next_try_at=clock.machine_now())
        outbox.deliver_all()
    parked = OutboxRow.objects.get(parked_at__isnull=False)
    assert parked.reason == "RuntimeError: the printer is out of paper" and parked.tries == outbox.LAST_TRY
    broken = False
    outbox.try_again("application", first)
    outbox.deliver_all()
    assert done == ["open False", "open True", "discard True"]
    assert not OutboxRow.objects.exists()
