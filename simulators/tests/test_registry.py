"""The registry through its front-end database: transfers, refusals, the mirror, faults."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest

from simulators.houses import Agreement, House
from simulators.population import Sale, base_population, sale
from simulators.tests.department import FrontEnd, transfer
from simulators.tests.running import Running, until

Number = Callable[[], str]
STRANGER = {"xm": "甲", "zjlx": "1", "zjhm": "11010519491231002X"}


@pytest.fixture
def front(registry: Running, front_dsn: str) -> FrontEnd:
    return FrontEnd(front_dsn)


@pytest.fixture(scope="module")
def seeds() -> Iterator[int]:
    return itertools.count(2_000)


@pytest.fixture
def fresh(registry: Running, seeds: Iterator[int]) -> Callable[[], Sale]:
    """Gives sales whose house nobody has bought yet."""

    def take() -> Sale:
        seed = next(seeds)
        assert registry.post("/_seed", {"seed": seed}).status_code == 200
        return sale(seed)

    return take


def move(house: House, **other: Any) -> dict[str, Any]:
    """A transfer of a house of the base by its owners to a stranger."""
    return {
        "bdcdyh": house.unit_no,
        "yzsh": house.cert_no,
        "htbah": "禅存备2026000001",
        "jyje": "1000000.00",
        "zrf": [{"xm": o.person.name, "zjlx": "1", "zjhm": o.person.id_number} for o in house.owners],
        "srf": [{**STRANGER, "gyfs": "0", "qswspzh": "344060426000000001"}],
        **other,
    }


def test_the_mirror_shows_the_register(front: FrontEnd) -> None:
    people = base_population()
    houses = {h["bdcdyh"]: h for h in front.rows("SELECT * FROM qz_fw")}
    assert {h.unit_no for h in people.houses} <= houses.keys()
    sealed, objection = people.house("sealed"), people.house("objection")
    assert (houses[sealed.unit_no]["cfzt"], houses[objection.unit_no]["yyzt"]) == (1, 1)
    shared = front.rows("SELECT * FROM qz_qlr WHERE bdcdyh = %s ORDER BY xh", people.house("shares").unit_no)
    assert [(o["gyfs"], o["fz"], o["fm"]) for o in shared] == [("2", 1, 3), ("2", 2, 3)]
    mortgage = front.rows("SELECT * FROM qz_dy WHERE bdcdyh = %s", people.house("mortgage_forbids").unit_no)[0]
    house = people.house("mortgage_forbids")
    assert house.mortgages[0].agreement is Agreement.MAY_NOT and mortgage["zrxd"] == 1
    assert int(mortgage["bdbzqse"] * 1_000_000) == house.mortgages[0].amount_fen
    assert front.rows("SELECT xm FROM qz_qlr WHERE xm LIKE %s", "%•%"), "the registry has its own dot"


def test_a_house_changes_hands(front: FrontEnd, fresh: Callable[[], Sale], number: Number) -> None:
    for _ in range(9):
        found = fresh()
        front.ask(request := number(), transfer(found))
        answer = front.answer(request)
        assert (answer["jgdm"], answer["bdcdyh"], answer["qbz"]) == ("00", found.house.unit_no, 0)
        house = front.rows("SELECT * FROM qz_fw WHERE bdcdyh = %s", found.house.unit_no)[0]
        assert house["zsh"] == answer["zsh"] and house["qdrq"].isoformat() == "2026-03-02"
        owners = front.rows("SELECT * FROM qz_qlr WHERE bdcdyh = %s ORDER BY xh", found.house.unit_no)
        assert [o["zjhm"] for o in owners] == [b.person.id_number for b in found.buyers]
        mortgages = front.rows("SELECT * FROM qz_dy WHERE bdcdyh = %s", found.house.unit_no)
        assert len(mortgages) == len(found.house.mortgages), "the mortgage stays"


def test_certificates_and_entries_have_no_gaps(registry: Running, front: FrontEnd, number: Number) -> None:
    front.ask(request := number(), move(base_population().house("sealed")))
    front.answer(request)
    entries = registry.records()["entries"]
    for name, letters in (("zsh", slice(-8, -1)), ("dbh", slice(-8, None))):
        numbers = sorted(int(e[name][letters]) for e in entries)
        assert numbers == list(range(1, len(entries) + 1))


def refused(front: FrontEnd, number: Number, message: dict[str, Any]) -> str:
    front.ask(request := number(), message)
    answer = front.answer(request)
    assert answer["yy"] and answer["zsh"] is None and answer["dbh"] is None
    code: str = answer["jgdm"]
    return code


def test_what_the_registry_refuses(front: FrontEnd, number: Number) -> None:
    people = base_population()
    joint, shares = people.house("joint"), people.house("shares")
    free = people.houses[10]
    untaxed = [{**STRANGER, "gyfs": "0"}]
    assert refused(front, number, move(people.house("sealed"))) == "11"
    assert refused(front, number, move(people.house("objection"))) == "12"
    assert refused(front, number, move(free, zrf=[STRANGER])) == "13"
    assert refused(front, number, move(joint, zrf=move(joint)["zrf"][:1])) == "14"
    assert refused(front, number, move(shares, zrf=move(shares)["zrf"][:1])) == "14"
    assert refused(front, number, move(free, srf=untaxed)) == "15"
    assert refused(front, number, move(people.house("mortgage_forbids"))) == "16"
    assert refused(front, number, move(free, bdcdyh="440604001001GB99999F00010101")) == "17"
    assert refused(front, number, move(free, srf=[{**STRANGER, "gyfs": "2", "fz": 1, "fm": 2}])) == "91"
    assert refused(front, number, move(free, srf=[{**STRANGER, "gyfs": "2", "fz": 1}])) == "91"
    assert refused(front, number, {"nonsense": 1}) == "91"


def test_two_thirds_or_the_mortgagees_consent_are_enough(front: FrontEnd, number: Number) -> None:
    people = base_population()
    shares, mortgaged = people.house("shares"), people.house("mortgage_forbids")
    for message in (move(shares, zrf=move(shares)["zrf"][1:]), move(mortgaged, dyqrty=True)):
        front.ask(request := number(), message)
        assert front.answer(request)["jgdm"] == "00"


def test_unknown_business_and_an_answer_again(front: FrontEnd, fresh: Callable[[], Sale], number: Number) -> None:
    front.ask(request := number(), {}, business="777")
    assert front.answer(request)["jgdm"] == "92"
    front.ask(request := number(), {"ysqbh": "never"}, business="902")
    assert front.answer(request)["jgdm"] == "93"
    front.ask(original := number(), transfer(fresh()))
    first = front.answer(original)
    front.ask(number(), {"ysqbh": original}, business="902")
    until(lambda: len(front.answers(original)) == 2)
    second = front.answers(original)[1]
    assert second["ydbh"] != first["ydbh"] and second["zsh"] == first["zsh"]


def test_down_slow_and_late(registry: Running, front: FrontEnd, fresh: Callable[[], Sale], number: Number) -> None:
    registry.switch(down=True)
    front.ask(request := number(), transfer(fresh()))
    time.sleep(0.3)
    assert front.answers(request) == []
    assert front.rows("SELECT zt FROM qz_sq WHERE sqbh = %s", request) == [{"zt": 0}]
    registry.switch(slow=0.4, late=0.4)
    started = time.monotonic()
    front.answer(request)
    assert time.monotonic() - started >= 0.4
    registry.switch(slow=1)
    front.ask(request := number(), transfer(fresh()))
    time.sleep(0.4)
    assert front.rows("SELECT zt FROM qz_sq WHERE sqbh = %s", request) == [{"zt": 0}]
    assert front.answer(request)["jgdm"] == "00"


def test_twice_gives_two_rows(registry: Running, front: FrontEnd, fresh: Callable[[], Sale], number: Number) -> None:
    registry.switch(twice=True, times=1)
    front.ask(request := number(), transfer(fresh()))
    front.answer(request)
    first, second = front.answers(request)
    assert first["ydbh"] != second["ydbh"] and first["zsh"] == second["zsh"]
    assert registry.get("/_switch").json()["twice"] is False


@pytest.mark.parametrize("kind", ["house", "amount", "missing"])
def test_wrong_answers_contradict_the_request(
    registry: Running, front: FrontEnd, fresh: Callable[[], Sale], number: Number, kind: str
) -> None:
    registry.switch(wrong=kind, times=1)
    found = fresh()
    message = transfer(found)
    front.ask(request := number(), message)
    answer = front.answer(request)
    house = front.rows("SELECT zsh FROM qz_fw WHERE bdcdyh = %s", found.house.unit_no)[0]
    assert (answer["bdcdyh"] != found.house.unit_no) == (kind == "house")
    assert (str(answer["jyje"]) != message["jyje"]) == (kind == "amount")
    assert (answer["zsh"] is None) == (kind == "missing")
    assert (answer["zsh"] == house["zsh"]) == (kind == "amount"), "the register itself is right"


def test_version_2_renames_columns_and_fields(
    registry: Running, front: FrontEnd, fresh: Callable[[], Sale], number: Number
) -> None:
    registry.switch(schema="v2")
    assert front.rows("SELECT bb FROM qz_bb") == [{"bb": 2}]
    with pytest.raises(psycopg.errors.UndefinedColumn):
        front.rows("SELECT mj FROM qz_fw")
    message = transfer(fresh())
    front.ask(request := number(), message)
    assert front.answer(request)["jgdm"] == "91"
    message["qlr"], message["ywr"] = message.pop("srf"), message.pop("zrf")
    message["jy"] = {"je": message.pop("jyje"), "htbah": message.pop("htbah")}
    front.ask(request := number(), message)
    assert front.answer(request)["bdcqzh"].startswith("粤(2026)佛禅不动产权第")
    registry.kill()
    registry.start()
    assert front.rows("SELECT bb, jzmj FROM qz_bb, qz_fw LIMIT 1")[0]["bb"] == 2
    registry.switch()
    assert front.rows("SELECT bb, mj FROM qz_bb, qz_fw LIMIT 1")[0]["bb"] == 1


def test_killed_at_work_it_loses_nothing_and_doubles_nothing(
    registry: Running, front: FrontEnd, fresh: Callable[[], Sale], number: Number
) -> None:
    sales = [fresh() for _ in range(8)]
    asked = {number(): found for found in sales}
    registry.switch(twice=True)
    for place, (request, found) in enumerate(asked.items()):
        front.ask(request, transfer(found))
        if place in (2, 5):
            time.sleep(0.05 * place)
            registry.kill()
            registry.start()
    for request, found in asked.items():
        until(lambda n=request: len(front.answers(n)) == 2)  # type: ignore[misc]
        assert {a["jgdm"] for a in front.answers(request)} == {"00"}
        owners = front.rows("SELECT zjhm FROM qz_qlr WHERE bdcdyh = %s ORDER BY xh", found.house.unit_no)
        assert [o["zjhm"] for o in owners] == [b.person.id_number for b in found.buyers]
    entries = registry.records()["entries"]
    assert len([e for e in entries if e["sqbh"] in asked]) == 8
    assert sorted(int(e["zsh"][-8:-1]) for e in entries) == list(range(1, len(entries) + 1))
