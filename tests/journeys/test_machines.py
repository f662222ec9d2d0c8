"""The machines' door: who comes in, not-yours is not-found byte for byte, asking again does nothing."""

from __future__ import annotations

import base64
import json
import threading
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.budgets.api_desk import COUNTS, PREPARED
from tests.departments import Departments
from tests.journeys.selling import drafted
from tests.machines import API, done, machine, send, token_of
from tests.offices import Office
from tests.onecase import number, publish_one_case, whole
from yimen.accounts.actions.revoke_token import revoke_token
from yimen.accounts.models import KeptAnswer, Token
from yimen.cases.models import Application, Case, Party
from yimen.kernel.actor import house
from yimen.kernel.models import JournalEntry, Look, OutboxRow, StoredFile
from yimen.materials.models import Material
from yimen.people.models import Person
from yimen.site.cli import main

WINDOW = "hall-natural-07"
NOBODY = "applications/0190a0a0-0000-7000-8000-000000000000"
ROWS = (Application, Case, Party, Person, Material, JournalEntry, OutboxRow, KeptAnswer)


def counted() -> dict[str, int]:
    """How many rows of each kind there are."""
    return {model.__name__: model._default_manager.count() for model in ROWS}


def test_a_whole_application_stands_in_one_transaction_of_few_statements(office: Office) -> None:
    """One case, one person, two documents, accepted: at most 45 statements, one COMMIT, every verb in the journal."""
    publish_one_case()
    client = machine("clerk1", WINDOW)
    done(client, "applications/hand-in", whole(1))  # what a process reads once is read
    before = counted()
    with CaptureQueriesContext(connection) as seen:
        told = done(client, "applications/hand-in", whole(2), Idempotency_Key="first")
    said = [q["sql"] for q in seen.captured_queries]
    assert said.count("COMMIT") == 1
    assert len(said) <= 45
    after = counted()
    grown = {name: after[name] - before[name] for name in after}
    assert (grown["Application"], grown["Case"], grown["Party"], grown["Person"], grown["Material"]) == (1, 1, 1, 1, 2)
    verbs = (
        JournalEntry.objects.filter(subject_id=told["application_id"]).order_by("seq").values_list("verb", flat=True)
    )
    assert list(verbs) == ["open", "join", "fill", "keep", "receive", "accept"]
    sheet = client.get(f"{API}applications/{told['application_id']}").json()
    assert sheet["state"] == "accepted" and sheet["cases"][0]["state"] == "accepted"
    office.deliver()
    assert client.get(f"{API}applications/{told['application_id']}/documents/acceptance").content.startswith(b"%PDF")


def _without(name: str) -> dict[str, Any]:
    told = whole(3)
    del told[name]
    return told


WRONG: dict[str, dict[str, Any]] = {
    "no documents": _without("documents"),
    "no answers": _without("answers"),
    "unknown role": {**whole(3), "parties": [{**whole(3)["parties"][0], "role": "seller"}]},
    "too many": {**whole(3), "parties": [*whole(3)["parties"], *whole(4)["parties"]]},
    "wrong number": {**whole(3), "parties": [{**whole(3)["parties"][0], "number": "440601199001011234"}]},
    "unlisted document": {**whole(3), "documents": [{"key": "passport", "scans": []}]},
    "not base64": {**whole(3), "documents": [{"key": "request_form", "scans": [{"name": "a", "content": "abc"}]}]},
    "no file at all": {**whole(3), "documents": [{"key": "request_form", "scans": [{"name": "a", "content": "AAAA"}]}]},
    "unknown field": {**whole(3), "answers": {"request.colour": "red"}},
}


def test_a_whole_application_that_is_wrong_leaves_nothing(office: Office) -> None:
    """Every fault names its field and rolls everything back, the claimed key too."""
    publish_one_case()
    client = machine("clerk1", WINDOW)
    before = counted()
    for name, wrong in WRONG.items():
        answer = send(client, "applications/hand-in", wrong, Idempotency_Key="k")
        told = answer.json()
        assert answer.status_code == 422 and told["code"] == "bad_input" and told["zh"] and told["en"], name
        assert counted() == before, name


def test_asked_again_under_a_key_it_gets_the_same_answer(office: Office) -> None:
    """The same bytes, nothing done twice; the key with other content is refused; a refusal may be tried again."""
    publish_one_case()
    client = machine("clerk1", WINDOW)
    first = send(client, "applications/hand-in", whole(5), Idempotency_Key="k-1")
    before = counted()
    again = send(client, "applications/hand-in", whole(5), Idempotency_Key="k-1")
    assert (again.status_code, again.content) == (200, first.content)
    assert again["X-Replayed"] == "yes" and "X-Replayed" not in first
    assert counted() == before
    other = send(client, "applications/hand-in", whole(6), Idempotency_Key="k-1")
    assert other.status_code == 409 and counted() == before
    assert (
        send(machine("clerk2", "hall-natural-08"), "applications/hand-in", whole(5), Idempotency_Key="k-1").json()[
            "application_id"
        ]
        != first.json()["application_id"]
    )
    wrong = {**whole(7), "answers": {}}
    assert send(client, "applications/hand-in", wrong, Idempotency_Key="k-2").status_code == 422
    assert send(client, "applications/hand-in", whole(7), Idempotency_Key="k-2").status_code == 200
    odd = send(client, "applications/hand-in", whole(8), Idempotency_Key="汉字".encode().decode("latin1"))
    assert odd.status_code == 422


def test_anybody_asks_without_a_token_what_the_portal_shows(office: Office) -> None:
    """As nobody in particular, whatever token is sent; a code opens nothing once it is adopted."""
    told = {"bundle": "house_sale", "counts": COUNTS, "answers": PREPARED}
    anybody = Client()
    answer = send(anybody, "preparations/prepare", told)
    assert answer["Cache-Control"] == "no-store"
    base = f"preparations/{answer.json()['code']}"
    wrong = {**told, "answers": {"deal.colour": "red"}}
    assert send(anybody, "preparations/prepare", wrong).status_code == 422
    assert send(anybody, f"{base}/adopt").status_code == 401
    assert send(machine("registrar1"), f"{base}/adopt").status_code == 403
    first = machine("clerk1", WINDOW)
    assert anybody.get(API + base).json()["pile"] == first.get(API + base).json()["pile"]
    draft = done(first, f"{base}/adopt")["application_id"]
    gone = send(machine("clerk2", "hall-natural-08"), f"{base}/adopt")
    assert gone.status_code == 404 and anybody.get(API + base).content == gone.content
    assert Application.objects.get(pk=draft).state == "draft"
    born = JournalEntry.objects.get(kind="preparation", verb="prepare")
    assert born.actor.startswith("citizen:")


def test_guessing_is_slowed_for_machines_too(office: Office) -> None:
    """A wrong number and an unknown one are one answer; after ten tries the address waits."""
    anybody = Client()
    wrong = {"receipt_no": "440604-260302-0000001", "last_four": "0000"}
    answers = [send(anybody, "progress", wrong) for _ in range(60)]
    assert {a.status_code for a in answers} == {404, 429}
    tries = [send(anybody, "verify/number", {"number": f"没有{n}"}) for n in range(11)]
    assert [a.status_code for a in tries] == [404] * 10 + [429]
    assert len({a.content for a in tries[:10]}) == 1


def test_a_refused_second_notice_is_noted_under_a_key_too(office: Office) -> None:
    """The fault stays in the journal, and the key may be used again."""
    client = machine("clerk1", WINDOW)
    draft = done(client, "applications/open", {"bundle": "house_sale"})["application_id"]
    done(client, f"applications/{draft}/join", {"role": "seller", "number": number(7009), "name": "测试人"})
    assert done(client, f"applications/{draft}/correct")["receipt_no"]
    for count in (1, 2):
        again = send(client, f"applications/{draft}/correct", Idempotency_Key="once")
        assert (again.status_code, again.json()["code"]) == (409, "obstacle")
        assert JournalEntry.objects.filter(subject_id=draft, verb="fault").count() == count
    assert KeptAnswer.objects.count() == 0


def test_a_full_number_is_never_kept_with_an_answer(office: Office, departments: Departments) -> None:
    """With a key it is refused and nothing is opened."""
    mine = drafted(departments.sale(), office.actor("clerk1", 7))
    person = Party.objects.filter(application=mine, person__isnull=False).values_list("person", flat=True)[0]
    client, path = machine("clerk1", WINDOW), f"applications/{mine}/people/{person}/unmask"
    refused = send(client, path, {"reason": "核对身份证"}, Idempotency_Key="k")
    assert refused.status_code == 422 and "Idempotency-Key" in refused.json()["fields"]
    assert not JournalEntry.objects.filter(subject_id=person, verb="unmask").exists()
    assert len(done(client, path, {"reason": "核对身份证"})["number"]) == 18
    assert send(machine("clerk2", "hall-natural-08"), path, {"reason": "核对身份证"}).status_code == 404


def test_of_retries_at_once_one_is_done_and_all_get_its_answer(office: Office) -> None:
    """Six at once under one key: one application, one answer, whoever was first."""
    publish_one_case()
    headers = {"Authorization": f"Bearer {token_of('clerk1', WINDOW)}"}
    before, answers, gate = counted(), [], threading.Barrier(6)

    def ask() -> None:
        gate.wait()
        try:
            answers.append(send(Client(headers=headers), "applications/hand-in", whole(9), Idempotency_Key="race"))
        finally:
            connection.close()

    rivals = [threading.Thread(target=ask) for _ in range(6)]
    for rival in rivals:
        rival.start()
    for rival in rivals:
        rival.join()
    assert [a.status_code for a in answers] == [200] * 6
    assert len({a.content for a in answers}) == 1
    assert sum("X-Replayed" not in a for a in answers) == 1
    after = counted()
    assert after["Application"] - before["Application"] == after["KeptAnswer"] - before["KeptAnswer"] == 1


def test_what_is_not_yours_is_not_found_byte_for_byte(office: Office, departments: Departments) -> None:
    """Another clerk's draft, another hall's person, a number that is none, an address that is none: the same bytes."""
    mine = drafted(departments.sale(), office.actor("clerk1", 7))
    other, officer = machine("clerk2", "hall-natural-08"), machine("housing1")
    person = Party.objects.filter(application=mine, person__isnull=False).values_list("person", flat=True)[0]
    nothing = other.get(API + NOBODY)
    assert nothing.status_code == 404
    looks = Look.objects.count()
    paths = [f"applications/{mine}", f"applications/{mine}/completeness", f"people/{person}", "applications/none"]
    for path in [*paths, "matters/none", "bundles/none", "nowhere", f"applications/{mine}/documents/acceptance"]:
        answer = other.get(API + path)
        assert (answer.status_code, answer.content) == (404, nothing.content), path
    for path, told in ((f"applications/{mine}/discard", {}), (f"applications/{mine}/fill", {"answers": {}})):
        answer = send(other, path, told)
        assert (answer.status_code, answer.content) == (404, nothing.content), path
    case = officer.get(API + NOBODY.replace("applications", "cases"))
    assert (case.status_code, case.content) == (404, nothing.content)
    assert Look.objects.count() == looks


def test_every_sheet_that_shows_a_person_is_a_look(office: Office, departments: Departments) -> None:
    """With the machine's actor, its window and the address."""
    mine = drafted(departments.sale(), office.actor("clerk1", 7))
    client = machine("clerk1", WINDOW)
    for path in (f"applications/{mine}", f"applications/{mine}/completeness"):
        before = Look.objects.count()
        assert client.get(API + path).status_code == 200
        look = Look.objects.order_by("-id")[0]
        assert Look.objects.count() == before + 1
        assert (look.page, look.window) == (API + path, WINDOW)


def test_a_token_opens_until_it_ends_is_revoked_or_its_account_is_closed(office: Office) -> None:
    """And nothing else opens: no token, a wrong one, a session's cookie."""
    client = machine("clerk1")
    assert client.get(f"{API}applications").status_code == 200
    row = Token.objects.get()
    assert row.last_used_date is not None
    for header in ({}, {"Authorization": "Bearer ym_wrong"}, {"Authorization": "Basic Y2xlcms6eA=="}):
        answer = Client(headers=header).get(f"{API}applications")
        assert answer.status_code == 401 and answer["WWW-Authenticate"] == "Bearer"
        assert answer.json()["code"] == "not_signed_in"
    assert office.client("clerk1", 7).get(f"{API}applications").status_code == 401
    Token.objects.update(expires_at=row.granted_at - timedelta(days=1))
    assert client.get(f"{API}applications").status_code == 401
    Token.objects.update(expires_at=row.expires_at)
    assert client.get(f"{API}applications").status_code == 200
    revoke_token(token_id=row.id, actor=house("operator"))
    assert client.get(f"{API}applications").status_code == 401


def test_the_token_is_held_as_a_keyed_hash_alone(office: Office) -> None:
    """Nothing in the row or the journal gives it back."""
    token = token_of("clerk1")
    with connection.cursor() as cursor:
        rows = "SELECT row_to_json(t)::text FROM accounts_token t UNION ALL SELECT data::text FROM kernel_journal"
        cursor.execute(rows)
        held = "".join(text for (text,) in cursor.fetchall())
    assert token not in held and token[3:] not in held
    assert token.encode().hex() not in held


def test_posts_and_windows_hold_for_machines_too(office: Office) -> None:
    """A post that is not there, a window of another hall, no window at all, the wrong method."""
    assert machine("registrar1").get(f"{API}applications").json()["code"] == "refused"
    clerk = machine("clerk1")
    told = {"bundle": "house_sale"}
    assert send(clerk, "applications/open", told).status_code == 403
    assert send(clerk, "applications/open", told, X_Window="hall-legal-01").status_code == 403
    assert send(clerk, "applications/open", told, X_Window="none").status_code == 403
    assert send(clerk, "applications/open", told, X_Window=WINDOW).status_code == 200
    wrong = clerk.get(f"{API}applications/open")
    assert (wrong.status_code, wrong["Allow"], wrong.json()["code"]) == (405, "POST", "wrong_method")


def test_too_often_is_told(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token that asks too often, and an address that tries wrong tokens, wait."""
    from yimen.doors.api import door
    from yimen.doors.api.pace import Pace

    monkeypatch.setattr(door, "_asked", Pace(0.0, 2.0))
    client = machine("clerk1")
    assert [client.get(f"{API}bundles").status_code for _ in range(3)] == [200, 200, 429]
    monkeypatch.setattr(door, "_asked", Pace(0.0, 100.0))
    monkeypatch.setattr(door, "_wrong_tokens", Pace(0.0, 3.0))
    wrong = Client(headers={"Authorization": "Bearer ym_guess"})
    assert [wrong.get(f"{API}bundles").status_code for _ in range(4)] == [401, 401, 401, 429]


ODD_BODIES: dict[str, tuple[bytes, str, int]] = {
    "no JSON": (b"{", "application/json", 422),
    "a list": (b"[]", "application/json", 422),
    "deep": (b'{"bundle":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "application/json", 422),
    "NUL": (b'{"bundle":"a\\u0000b"}', "application/json", 422),
    "lone surrogate": (b'{"bundle":"\\ud800"}', "application/json", 422),
    "bad UTF-8": (b'{"bundle":"\xff\xfe"}', "application/json", 422),
    "huge number": (b'{"bundle":' + b"9" * 5000 + b"}", "application/json", 422),
    "not a number": (b'{"bundle":NaN}', "application/json", 422),
    "unknown field": (b'{"bundle":"house_sale","more":1}', "application/json", 422),
    "form": (b"bundle=house_sale", "application/x-www-form-urlencoded", 415),
    "multipart": (b"--x\r\n\r\n--x--", "multipart/form-data; boundary=x", 415),
    "no type": (b'{"bundle":"house_sale"}', "", 415),
    "too large": (b'{"bundle":"' + b"a" * (13 * 1024 * 1024) + b'"}', "application/json", 413),
}


def test_odd_bodies_are_told_and_leave_nothing(office: Office) -> None:
    """A sentence in both languages, nothing written."""
    client = machine("clerk1", WINDOW)
    before = counted()
    for name, (body, kind, status) in ODD_BODIES.items():
        answer = client.post(f"{API}applications/open", body, content_type=kind)
        told = json.loads(answer.content)
        assert answer.status_code == status and told["zh"] and told["en"], f"{name}: {told}"
        assert counted() == before, name


def test_a_file_that_is_no_document_is_refused_in_the_pile(office: Office) -> None:
    """What is not PDF, PNG or JPEG does not come in, and no file row stays."""
    publish_one_case()
    told, before = whole(11), StoredFile.objects.count()
    told["documents"][0]["scans"][0]["content"] = base64.b64encode(b"MZ\x90\x00 a program").decode()
    assert send(machine("clerk1", WINDOW), "applications/hand-in", told).status_code == 422
    assert StoredFile.objects.count() == before


def test_the_operator_grants_lists_and_revokes(office: Office) -> None:
    """`yimen accounts token new|list|revoke`; what is wrong is told."""
    run = CliRunner().invoke
    made = run(main, ["accounts", "token", "new", "--account", "clerk1", "--name", "排队机", "--window", WINDOW])
    assert made.exit_code == 0 and "ym_" in made.output
    token = next(word for word in made.output.split() if word.startswith("ym_"))
    client = Client(headers={"Authorization": f"Bearer {token}"})
    assert client.get(f"{API}applications").status_code == 200
    new = ["accounts", "token", "new", "--name", "一二"]
    for wrong in (["nobody"], ["clerk1", "--days", "9999"], ["clerk1", "--window", "?"]):
        assert run(main, [*new, "--account", *wrong]).exit_code == 1
    assert "排队机" in run(main, ["accounts", "token", "list"]).output
    held = str(Token.objects.get().id)
    assert run(main, ["accounts", "token", "revoke", held]).exit_code == 0
    assert run(main, ["accounts", "token", "revoke", held]).exit_code == 1
    assert client.get(f"{API}applications").status_code == 401
