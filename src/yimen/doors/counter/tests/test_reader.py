"""The reader at the counter: to whom a pairing belongs, what is signed, and what a card must not say."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from tests.offices import Office
from yimen.device.proof import plain_code, proof
from yimen.device.simulated import cards_by_name
from yimen.doors.counter.reader import contradictions
from yimen.site.load import DEMO_START

TODAY = date(2026, 3, 2)
HERE = {"Origin": "http://testserver"}
ASK = {"verb": "read", "nonce": "n" * 32}


def code_of(client: object) -> str:
    """The code on the pairing page."""
    page = client.get("/counter/device/")  # type: ignore[attr-defined]
    found = re.search(r"data-code>([^<]+)<", page.content.decode())
    assert found is not None and page["Cache-Control"] == "no-store"
    return found[1]


def test_a_pairing_belongs_to_one_sign_in_at_one_window_on_one_day(office: Office) -> None:
    """Every one of them gives another code; the same gives the same."""
    clerk = office.client("clerk1", 7)
    first = code_of(clerk)
    assert re.fullmatch(r"(?:[0-9A-HJKMNP-TV-Z]{4}-?){3}", first) and code_of(clerk) == first
    codes = {first, code_of(office.client("clerk1", 7)), code_of(office.client("clerk2", 7))}
    clerk.post("/counter/sit/", {"window": "hall-natural-08"})
    codes.add(code_of(clerk))
    office.at(DEMO_START + timedelta(days=1))
    codes.add(code_of(clerk))
    assert len(codes) == 5


def test_the_site_signs_for_the_code_on_the_screen(office: Office) -> None:
    """So that the bridge, which knows that code, believes it; for another day's code it does not."""
    clerk = office.client("clerk1", 7)
    signed = clerk.post("/counter/device/prove/", ASK, headers=HERE).json()["proof"]
    right = proof(plain_code(code_of(clerk)), origin="http://testserver", port=17580, verb="read", nonce="n" * 32)
    assert signed == right
    office.at(DEMO_START + timedelta(days=1))
    assert clerk.post("/counter/device/prove/", ASK, headers=HERE).json()["proof"] != right


@pytest.mark.parametrize(
    ("given", "headers"),
    [
        ({"verb": "unpair", "nonce": "n" * 32}, HERE),
        ({"verb": "read", "nonce": "short"}, HERE),
        ({"verb": "read", "nonce": "n" * 65}, HERE),
        ({"verb": "read", "nonce": "n" * 20 + "\n" + "n" * 20}, HERE),
        ({"nonce": "n" * 32}, HERE),
        (ASK, {"Origin": "https://evil.example"}),
        (ASK, {"Origin": "null"}),
        (ASK, {}),
    ],
)
def test_nothing_else_is_signed(office: Office, given: dict[str, str], headers: dict[str, str]) -> None:
    """With a sentence."""
    answer = office.client("clerk1", 7).post("/counter/device/prove/", given, headers=headers)
    assert answer.status_code == 422 and answer.json()["zh"] and "proof" not in answer.json()


def test_who_sits_at_no_window_pairs_nothing(office: Office) -> None:
    """Nor does somebody of another post, or nobody."""
    assert office.client("clerk1").get("/counter/device/").status_code == 403
    assert office.client("clerk1").post("/counter/device/prove/", ASK, headers=HERE).status_code == 403
    assert office.client("registrar1").post("/counter/device/prove/", ASK, headers=HERE).status_code == 403
    out = office.client("clerk1", 7)
    out.logout()
    assert out.post("/counter/device/prove/", ASK, headers=HERE).status_code == 401


EXPECTED = {"expired": [True], "contradicting": [False], "wrong_number": [False]}


@pytest.mark.parametrize("name", [name for name, card in cards_by_name().items() if card])
def test_the_test_cards_are_what_their_names_say(name: str) -> None:
    """Their numbers pass their checks but where they must not."""
    card = cards_by_name()[name]
    assert card is not None
    found = contradictions(card.as_json(), TODAY)
    assert [c.may_fill for c in found] == EXPECTED.get(name, [])
    assert all(c.words.zh.endswith("。") and c.words.en.endswith(".") for c in found)


@pytest.mark.parametrize(
    "card",
    [
        {},
        {"document": "resident_id", "number": "", "name": ""},
        {"document": "permanent_residence", "number": "911240198007049910", "name": "A"},
        {"document": "permanent_residence", "number": "9½1240198007049910", "name": "A"},
        {"document": "<script>", "number": "1" * 200, "name": "x" * 200},
        {"document": "resident_id", "number": "44060419900307992X", "name": "陈", "valid_until": "not a day"},
    ],
)
def test_a_card_that_makes_no_sense_is_not_filled_in(office: Office, card: dict[str, str]) -> None:
    """Whatever a broken or forged chip says."""
    told = office.client("clerk1", 7).post("/counter/device/examine/", card).json()
    assert told["problems"] and told["may_fill"] is False
