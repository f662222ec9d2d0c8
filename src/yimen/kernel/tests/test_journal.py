"""The chain names what was altered, removed or inserted; the database refuses to change it."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from uuid import UUID, uuid4

import msgspec
import psycopg.errors
import pytest
from django.db import IntegrityError, connection
from hypothesis import given
from hypothesis import strategies as st

from tests.offices import Office
from yimen.kernel import history
from yimen.kernel.journal import GENESIS, TYPES, Audience, Recorded, replayed_state, verify
from yimen.people.actions.enrol import enrol
from yimen.people.models import Person

SUBJECT = UUID(int=1)


def chain_of(count: int) -> list[tuple[Recorded, bytes]]:
    """A sound chain of entries."""
    chain: list[tuple[Recorded, bytes]] = []
    head = GENESIS
    for n in range(1, count + 1):
        entry = Recorded(
            kind="case",
            subject_id=SUBJECT,
            seq=n,
            at=datetime(2026, 3, 2, 1, n, tzinfo=UTC),
            verb="check",
            state="accepted",
            actor="staff:1",
            actor_name="陈静",
            window=None,
            data={"opinion": f"第{n}次"},
        )
        head = entry.chained(head)
        chain.append((entry, head))
    return chain


@given(st.integers(1, 12), st.data())
def test_every_fault_in_a_chain_is_found(count: int, data: st.DataObject) -> None:
    """One altered, removed or inserted entry, wherever it is."""
    chain = chain_of(count)
    head = chain[-1][1]
    assert verify(chain, head, count) == []
    place = data.draw(st.integers(0, count - 1))
    entry, stored = chain[place]
    altered = [*chain[:place], (msgspec.structs.replace(entry, actor_name="别人"), stored), *chain[place + 1 :]]
    assert [f.seq for f in verify(altered, head, count)] == [place + 1]
    removed = chain[:place] + chain[place + 1 :]
    assert verify(removed, head, count) or not removed
    inserted = [*chain[: place + 1], (msgspec.structs.replace(entry, verb="approve"), b"x" * 32), *chain[place + 1 :]]
    assert verify(inserted, head, count)
    assert verify(chain, b"y" * 32, count)


def test_replay_stops_at_a_step_the_table_does_not_allow() -> None:
    """And gives the state when all are allowed."""
    table = {("", "check"): "accepted", ("accepted", "check"): "accepted"}
    assert replayed_state([r for r, _ in chain_of(3)], table) == "accepted"
    with pytest.raises(ValueError, match="check"):
        replayed_state([r for r, _ in chain_of(3)], {("", "check"): "accepted"})


def test_the_database_refuses_to_change_the_journal(office: Office) -> None:
    """UPDATE, DELETE and TRUNCATE, on the table and on its month, whoever asks."""
    enrol(number="11010519491231002X", name="王建国", actor=office.actor("clerk1", 1))
    month = "kernel_journal_202603"
    for statement in (
        "UPDATE kernel_journal SET actor_name = '别人'",
        "DELETE FROM kernel_journal",
        "TRUNCATE kernel_journal",
        f"UPDATE {month} SET actor_name = '别人'",
        f"TRUNCATE {month}",
    ):
        with pytest.raises(IntegrityError, match="append-only") as refused, connection.cursor() as cursor:
            cursor.execute(statement)
        assert isinstance(refused.value.__cause__, psycopg.errors.IntegrityConstraintViolation)


def test_personal_values_never_stand_in_the_journal(office: Office) -> None:
    """Neither the number nor the name of a person put on record."""
    person = enrol(number="11010519491231002X", name="王建国", phone="13800138000", actor=office.actor("clerk1", 1))
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(j::text, ' ') FROM kernel_journal j")
        (text,) = cursor.fetchone() or ("",)
    assert not any(value in text for value in ("11010519491231002X", "王建国", "13800138000"))
    assert history.chain("person", person)[0][0].verb == "enrol"
    assert Person.objects.count() == 1


def test_every_sentence_can_be_filled_from_its_entrys_fields() -> None:
    """For each audience, in both languages; nothing but the entry's own fields and the actor's name."""
    for declared in TYPES.values():
        fields = {f.name: f"<{f.name}>" for f in msgspec.structs.fields(declared.struct)}
        for audience in Audience:
            words = declared.sentences[audience].fill(**fields, by="<by>")
            assert words.zh and words.en, declared.name
            assert dataclasses.is_dataclass(declared)


def test_an_unknown_subject_has_no_history(office: Office) -> None:
    """An empty answer, not an error."""
    assert history.of([("case", uuid4())]) == []
    assert office.dsn
