"""Signing in by name and password with lock-out, and what a session may and may not reach."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.offices import HALL, PASSWORD, Office
from yimen.accounts.models import Account
from yimen.people.models import Appointment

SIGN_IN = "/sign-in/"


_TOKEN = re.compile(r"[A-Za-z0-9]{64}")


def page(content: bytes, *without: str) -> str:
    """A page as text, without its form token and the given words, which differ for every asker."""
    text = _TOKEN.sub("", content.decode())
    for word in without:
        text = text.replace(word, "")
    return text


def sign_in(client: Client, name: str, password: str) -> int:
    """Try to sign in and return the status."""
    return client.post(SIGN_IN, {"username": name, "password": password}).status_code


def test_staff_sign_in_and_come_to_their_door(office: Office) -> None:
    """A clerk to the counter, an examiner to the desk, a manager to the hall."""
    for name, door in (("clerk1", "/counter/"), ("registrar1", "/desk/"), ("manager1", "/control/")):
        client = Client()
        answer = client.post(SIGN_IN, {"username": name, "password": PASSWORD})
        assert (answer.status_code, answer["Location"]) == (302, door)
        assert client.get(door).status_code == 200
    assert office.dsn


def test_five_wrong_passwords_lock_the_name(office: Office) -> None:
    """Then the right one is refused as well, and another name is not."""
    client = Client()
    assert [sign_in(client, "clerk1", "wrong") for _ in range(4)] == [422] * 4
    assert sign_in(client, "clerk1", "wrong") == 429
    assert sign_in(client, "clerk1", PASSWORD) == 429
    assert sign_in(Client(), "clerk2", PASSWORD) == 302
    assert office.dsn


def test_wrong_name_and_wrong_password_look_the_same(office: Office) -> None:
    """Nobody learns which names there are."""
    answers = [Client().post(SIGN_IN, {"username": n, "password": "x"}) for n in ("clerk1", "nobody")]
    assert [a.status_code for a in answers] == [422, 422]
    texts = [page(a.content, "clerk1", "nobody") for a in answers]
    assert texts[0] == texts[1] and office.dsn


def test_a_changed_password_or_a_closed_account_ends_its_sessions(office: Office) -> None:
    """At the next page, without waiting for the session to run out."""
    client = office.client("clerk1", window=1)
    assert client.get("/counter/").status_code == 200
    account = Account.objects.get(username="clerk1")
    account.set_password("another one")
    account.save()
    assert client.get("/counter/").status_code == 302
    other = office.client("clerk2", window=2)
    Account.objects.filter(username="clerk2").update(is_active=False)
    assert other.get("/counter/").status_code == 302


def test_a_post_that_ended_is_gone_at_the_next_page(office: Office) -> None:
    """Posts are read with every request, never kept in the session."""
    client = office.client("clerk1", window=1)
    Appointment.objects.filter(account__username="clerk1").update(is_held=False)
    assert client.get("/counter/").status_code == 403


@pytest.mark.parametrize("path", ["/counter/", "/desk/", "/control/"])
def test_nobody_is_sent_to_sign_in_and_back(office: Office, path: str) -> None:
    """The page asked for is remembered; a foreign address is not followed."""
    client = Client()
    answer = client.get(path)
    assert (answer.status_code, answer["Location"]) == (302, f"{SIGN_IN}?next={path}")
    client = Client()
    answer = client.post(SIGN_IN, {"username": "clerk1", "password": PASSWORD, "next": "https://evil.example/"})
    assert answer["Location"] == "/counter/" and office.dsn


def test_a_clerk_sits_only_where_she_is_appointed(office: Office) -> None:
    """A window of another hall is refused; so is one that does not exist."""
    client = office.client("clerk1")
    assert client.post("/counter/sit/", {"window": "town-shiwan-01"}).status_code == 403
    assert client.post("/counter/sit/", {"window": "nowhere"}).status_code == 403
    assert client.post("/counter/sit/", {"window": f"{HALL}-36"}).status_code == 302


def test_forms_need_their_token_and_the_right_method(office: Office) -> None:
    """A post without the token is refused; a verb is never done by GET."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(Account.objects.get(username="clerk1"), "django.contrib.auth.backends.ModelBackend")
    assert strict.post("/counter/open/", {"bundle": "house_sale"}).status_code == 403
    assert office.client("clerk1", window=1).get("/counter/open/").status_code == 405


def test_what_is_not_yours_has_the_bytes_of_not_found(office: Office) -> None:
    """Another clerk's draft, a draft that never was, an address that never was: one answer."""
    mine = office.client("clerk1", window=1)
    draft = mine.post("/counter/open/", {"bundle": "house_sale"})["Location"]
    other = office.client("clerk2", window=2)
    paths = [draft, "/counter/draft/00000000-0000-0000-0000-000000000001/", "/counter/no/such/page/"]
    answers = [other.get(path) for path in paths]
    assert {a.status_code for a in answers} == {404}
    assert len({page(a.content, path) for a, path in zip(answers, paths, strict=True)}) == 1
