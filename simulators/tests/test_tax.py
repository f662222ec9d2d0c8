"""The tax office through zeep: assessment, declaration, payment, certificates, faults."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
import requests
import zeep.exceptions

from simulators.population import Sale, sale
from simulators.tests.department import OFFICE_TIME, declaration, tax_client, tax_house, tax_parties
from simulators.tests.running import Running, until

KINDS = ("10119", "10101", "10106")
Number = Callable[[], str]


@pytest.fixture
def service(tax: Running) -> Iterator[Any]:
    with tax_client(tax) as found:
        yield found


def assessment(found: Sale, request_no: str, **other: Any) -> dict[str, Any]:
    price = f"{Decimal(found.price_fen).scaleb(-2):.2f}"
    message = {"qqlsh": request_no, "bgsj": OFFICE_TIME, "fw": tax_house(found), "htbah": "禅存备2026000001"}
    return {**message, "htrq": "2026-03-02", "htje": price, **other}


def assess(service: Any, number: Number, found: Sale) -> Any:
    return service.AssessPrice(**assessment(found, number())).hjyd[0]


def declare(service: Any, number: Number, found: Sale, kind: str, **other: Any) -> Any:
    assessed = assess(service, number, found).hjbh
    return service.DeclareTax(qqlsh=number(), **declaration(found, kind, assessed, **other)).sbyd[0]


def paid_lines(declared: list[Any]) -> list[dict[str, Any]]:
    return [{"sbbh": d.sbbh, "hh": line.hh, "je": line.ynse} for d in declared for line in d.mx]


def fault(call: Callable[[], Any]) -> str:
    """Return the code of the fault a call ends in."""
    with pytest.raises(zeep.exceptions.Fault) as raised:
        call()
    code: str = raised.value.detail.findtext(".//{*}dm")
    return code


def test_a_sale_from_assessment_to_certificates(service: Any, number: Number) -> None:
    for seed in (1, 2, 8):
        found = sale(seed)
        declared = [declare(service, number, found, kind) for kind in KINDS]
        answer = service.ConfirmPayment(
            qqlsh=number(), bgsj=OFFICE_TIME, jfckh="000000000001", jkmx=paid_lines(declared)
        )
        certificates = answer.qryd[0].pz
        payers = {"10119": found.buyers, "10101": found.sellers, "10106": found.sellers}
        expected = [(kind, o.person.id_number) for kind in KINDS for o in payers[kind]]
        assert sorted((c.szdm, c.zjhm) for c in certificates) == sorted(expected)
        for one in declared:
            of_it = [c for c in certificates if c.sbbh == one.sbbh]
            assert sum(Decimal(c.je) for c in of_it) == Decimal(one.hjse)
            assert all((c.pzlx == "1") == (Decimal(c.je) > 0) for c in of_it)
        assert all(len(c.pzhm) == 18 for c in certificates)


def test_the_worked_case_through_the_service(service: Any, number: Number) -> None:
    house = {"bdcdyh": "440604001001GB00001F00010005", "mj": "95.00", "yt": "0101"}
    seller = [{"zjlx": "201", "zjhm": "11010519491231002X", "xm": "甲", "fe": "1/1", "wyzf": False}]
    buyer = [{"zjlx": "201", "zjhm": "440604198001010013", "xm": "乙", "fe": "1/1", "fwtc": 1}]
    expected = {
        ("2016-12-15", "2013-12-01"): ["15750.00", "0.00", "10500.00"],
        ("2026-11-10", "2023-11-01"): ["10500.00", "0.00", "10500.00"],
        ("2016-12-15", "2015-12-01"): ["15000.00", "56000.00", "10000.00"],
        ("2026-11-10", "2025-11-01"): ["10194.17", "32417.48", "10194.17"],
    }
    for (day, acquired), amounts in expected.items():
        deal = {"bgsj": f"{day}T10:00:00+08:00", "fw": house, "htrq": day, "htje": "1050000.00"}
        assessed = service.AssessPrice(qqlsh=number(), htbah="X", **deal).hjyd[0]
        assert (assessed.pgje, assessed.jsje) == ("997500.00", "1050000.00")
        answers = [
            service.DeclareTax(
                qqlsh=number(), szdm=kind, hjbh=assessed.hjbh, qdrq=acquired, zrf=seller, csf=buyer, **deal
            )
            for kind in KINDS
        ]
        assert [a.sbyd[0].hjse for a in answers] == amounts


def test_lines_add_up_and_follow_shares(service: Any, number: Number) -> None:
    for seed in range(1, 10):
        declared = declare(service, number, sale(seed), "10119")
        assert sum(Decimal(line.ynse) for line in declared.mx) == Decimal(declared.hjse)
        assert [line.zjhm for line in declared.mx] == [o.person.id_number for o in sale(seed).buyers]
        assert {line.zsxmdm for line in declared.mx} == {"10119"}


def test_the_base_is_the_assessment_when_the_price_is_lower(service: Any, number: Number) -> None:
    cheap = assessment(sale(1), number(), htje="100000.00")
    assessed = service.AssessPrice(**cheap).hjyd[0]
    assert assessed.jsje == assessed.pgje and Decimal(assessed.pgje) > 100_000
    message = declaration(sale(1), "10119", assessed.hjbh, htje="100000.00")
    assert service.DeclareTax(qqlsh=number(), **message).sbyd[0].mx[0].jsyj == assessed.pgje


def test_names_and_areas_are_in_the_offices_spelling(service: Any, number: Number) -> None:
    assert sale(8).sellers[0].person.name == "黄𬭎"
    assert declare(service, number, sale(8), "10106").mx[0].xm == "黄〓"
    assert assess(service, number, sale(8)).mj == "106.1"


def test_the_same_request_has_the_same_result(tax: Running, service: Any, number: Number) -> None:
    message = assessment(sale(3), number())
    first = service.AssessPrice(**message)
    assert service.AssessPrice(**message) == first
    queried = service.QueryResult(qqlsh=message["qqlsh"])
    assert (queried.zt, queried.cz, queried.hjyd[0].hjbh) == ("DONE", "AssessPrice", first.hjyd[0].hjbh)
    assert fault(lambda: service.AssessPrice(**{**message, "htje": "1.00"})) == "T02"
    assert len([a for a in tax.records()["assessments"] if a["qqlsh"] == message["qqlsh"]]) == 1
    assert service.QueryResult(qqlsh=number()).zt == "UNKNOWN"


def test_a_declaration_is_paid_once_and_exactly(tax: Running, service: Any, number: Number) -> None:
    declared = declare(service, number, sale(4), "10119")
    lines = paid_lines([declared])
    payment = {"bgsj": OFFICE_TIME, "jfckh": "000000000002"}
    short = [{**lines[0], "je": "0.01"}, *lines[1:]]
    assert fault(lambda: service.ConfirmPayment(qqlsh=number(), jkmx=short, **payment)) == "T08"
    assert fault(lambda: service.ConfirmPayment(qqlsh=number(), jkmx=lines[:1], **payment)) == "T08"
    request = number()
    first = service.ConfirmPayment(qqlsh=request, jkmx=lines, **payment)
    assert service.ConfirmPayment(qqlsh=request, jkmx=lines, **payment) == first
    assert fault(lambda: service.ConfirmPayment(qqlsh=number(), jkmx=lines, **payment)) == "T09"
    issued = [c for c in tax.records()["certificates"] if c["sbbh"] == declared.sbbh]
    assert len(issued) == len(lines)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"hjbh": "HJ0"}, "T04"),
        ({"htrq": "2016-02-21"}, "T05"),
        ({"fw": {**tax_house(sale(1)), "yt": "0201"}}, "T06"),
        ({"csf": [{**p, "fe": "1/2"} for p in tax_parties(sale(1).buyers, sale(1).buying, fwtc=1)]}, "T03"),
        ({"htje": "a lot"}, "T01"),
        ({"szdm": "10111"}, "T01"),
    ],
)
def test_bad_declarations_are_faults_and_leave_nothing(
    tax: Running, service: Any, number: Number, change: dict[str, Any], code: str
) -> None:
    message = {**declaration(sale(1), "10119", assess(service, number, sale(1)).hjbh), **change}
    before = tax.records()["declarations"]
    assert fault(lambda: service.DeclareTax(qqlsh=number(), **message)) == code
    assert tax.records()["declarations"] == before


@pytest.mark.parametrize("body", [b"", b"<a/>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", b"{}"])
def test_what_is_no_envelope_is_a_fault(tax: Running, body: bytes) -> None:
    answer = tax.post("/service", content=body)
    assert answer.status_code == 500 and "soap:Client" in answer.text and "T01" in answer.text


def test_late_is_processing_and_then_done(tax: Running, service: Any, number: Number) -> None:
    tax.switch(late=0.5, times=1)
    message = assessment(sale(1), number())
    assert service.AssessPrice(**message).zt == "PROCESSING"
    assert service.QueryResult(qqlsh=message["qqlsh"]).hjyd == []
    assert until(lambda: service.QueryResult(qqlsh=message["qqlsh"]).hjyd)[0].hjbh


def test_twice_repeats_the_result_under_another_answer_number(tax: Running, service: Any, number: Number) -> None:
    tax.switch(twice=True, times=1)
    first, second = service.AssessPrice(**assessment(sale(1), number())).hjyd
    assert first.ydlsh != second.ydlsh and first.hjbh == second.hjbh


@pytest.mark.parametrize("kind", ["house", "amount"])
def test_wrong_answers_contradict_the_request(tax: Running, service: Any, number: Number, kind: str) -> None:
    found = sale(1)
    assessed = assess(service, number, found)
    message = declaration(found, "10119", assessed.hjbh)
    tax.switch(wrong=kind, times=1)
    request = number()
    wrong = service.DeclareTax(qqlsh=request, **message).sbyd[0]
    right = service.DeclareTax(qqlsh=request, **message).sbyd[0]
    assert (wrong.bdcdyh != found.house.unit_no) == (kind == "house")
    assert (wrong.mx[0].ynse != right.mx[0].ynse) == (kind == "amount")


def test_a_missing_field_breaks_the_schema(tax: Running, service: Any, number: Number) -> None:
    tax.switch(wrong="missing", times=1)
    with pytest.raises(zeep.exceptions.XMLParseError):
        service.AssessPrice(**assessment(sale(1), number()))


def test_down_and_slow(tax: Running, service: Any, number: Number) -> None:
    tax.switch(down=True, times=1)
    with pytest.raises(zeep.exceptions.TransportError) as raised:
        service.QueryResult(qqlsh=number())
    assert raised.value.status_code == 503
    tax.switch(slow=0.3, times=1)
    started = time.monotonic()
    service.QueryResult(qqlsh=number())
    assert time.monotonic() - started >= 0.3


def test_version_2_is_another_service(tax: Running, service: Any, number: Number) -> None:
    tax.switch(schema="v2")
    assert fault(lambda: service.QueryResult(qqlsh=number())) == "T01"
    with tax_client(tax) as new:
        found = assessment(sale(1), number())
        found["fw"]["jzmj"] = found["fw"].pop("mj")
        assert new.AssessPrice(**found).hjyd[0].jzmj == "93.8"
    assert b"fwjy:v2" in requests.get(f"{tax.url}/service?wsdl", timeout=5).content
    tax.switch()
    assert b"fwjy:v1" in requests.get(f"{tax.url}/service?wsdl", timeout=5).content


def test_killed_at_work_it_loses_nothing_and_doubles_nothing(tax: Running, service: Any, number: Number) -> None:
    tax.switch(late=0.3)
    requests_made = []
    for seed in range(1, 5):
        message = assessment(sale(seed), number())
        requests_made.append(message["qqlsh"])
        service.AssessPrice(**message)
        if seed % 2:
            tax.kill()
            tax.start()
        service.AssessPrice(**message)
    for request in requests_made:
        assert len(until(lambda n=request: service.QueryResult(qqlsh=n).hjyd)) == 1  # type: ignore[misc]
    kept = [a for a in tax.records()["assessments"] if a["qqlsh"] in requests_made]
    assert len(kept) == 4
    numbers = sorted(int(a["hjbh"][-7:]) for a in tax.records()["assessments"] if a["hjbh"].startswith("HJ2026"))
    assert numbers == list(range(1, len(numbers) + 1))
