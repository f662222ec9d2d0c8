"""Bad input at every door: never a fault of the program, always a sentence, nothing half-written, output escaped.

A seeded sample in `make test`, all of it with `make proof ONLY=input`. Forms and calls are found by looking
(`tests/hostile.py`): a new one is covered without a word here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from urllib.parse import urlencode

from django.test import Client

from simulators.identity import identity
from tests.browser.pages_after import paths_after
from tests.browser.pages_at_once import paths_at_once
from tests.browser.pages_custody import paths_custody
from tests.browser.pages_intake import paths_intake
from tests.browser.pages_proceedings import paths_proceedings
from tests.browser.pages_work import paths_work
from tests.budgets.api_desk import COUNTS, PREPARED
from tests.budgets.limits import licence_case
from tests.budgets.portal import LIST
from tests.budgets.test_pages import addresses
from tests.departments import Departments
from tests.hostile import Attack, Form, api_attacks, form_attacks, forms_of, sample, strike
from tests.journeys.licences import pending, permitted, signed, warned
from tests.journeys.selling import accepted, case_of, drafted
from tests.machines import done, machine
from tests.offices import Office
from tests.onecase import publish_one_case
from yimen.cases.actions.check import check
from yimen.cases.actions.claim import claim
from yimen.cases.actions.correct import correct
from yimen.cases.actions.examine import examine
from yimen.cases.actions.give_back import give_back
from yimen.cases.actions.join import join
from yimen.cases.actions.offer_hearing import offer_hearing
from yimen.cases.actions.open import open_
from yimen.cases.actions.pause import pause
from yimen.cases.actions.represent import represent
from yimen.cases.models import Party
from yimen.doors.api import door
from yimen.doors.api.pace import Pace
from yimen.licences.actions.ask_renewal import ask_renewal
from yimen.licences.actions.hear import hear
from yimen.licences.actions.revoke import revoke

EACH = 8
AGENT = identity(170_030, 1981, female=True).number
REGISTRATION = "house_transfer_registration"
# What no page's form posts to: departments' systems push, the driver's language switch stands on every page.
STAFF = ("clerk1", "checker1", "registrar1", "approver1", "tax1", "manager1", "housing1", "head2", "civil1", "civil2")


def ground(office: Office, departments: Departments) -> dict[str, str]:
    """Return the numbers of a draft, of an application to be checked, and of one at the registry's desk."""
    publish_one_case()
    clerk = office.actor("clerk1", 7)
    draft = drafted(departments.sale(), clerk)
    unchecked, checked = accepted(departments.sale(), clerk), accepted(departments.sale(), clerk)
    office.deliver()
    check(application_id=checked, actor=office.actor("checker1"))
    office.deliver()
    at_approval = accepted(departments.sale(), clerk)
    office.deliver()
    check(application_id=at_approval, actor=office.actor("checker1"))
    office.deliver()
    examined = case_of(at_approval, REGISTRATION).id
    examine(case_id=examined, opinion="材料齐全", actor=office.actor("registrar1"))
    office.deliver()
    return {
        "draft": str(draft),
        "unchecked": str(unchecked),
        "application_id": str(checked),
        "case_id": str(case_of(checked, REGISTRATION).id),
        "examined": str(examined),
        "person_id": str(Party.objects.filter(application=draft, person__isnull=False)[0].person_id),
        "digest": "0" * 64,
        "number": "1",
        "licence_id": str(pending(office, "renew").id),
        "which": "statutory",
        "prepared": done(
            Client(), "preparations/prepare", {"bundle": "house_sale", "counts": COUNTS, "answers": PREPARED}
        )["code"],
        "kind": "acceptance",
        "code": "house_sale",
    }


def further(office: Office, departments: Departments) -> list[str]:
    """Return pages whose forms show only then: something lacks, somebody acts, a change waits, a list is kept."""
    clerk = office.actor("clerk1", 7)
    answering = drafted(departments.sale(), clerk)
    give_back(application_id=answering, key="sale_contract", actor=clerk)
    correct(application_id=answering, actor=clerk)
    lacking, seller = open_(bundle="house_sale", actor=clerk), departments.sale().sellers[0].person
    join(application_id=lacking, role="seller", number=seller.id_number, name=seller.name, actor=clerk)
    agent = {"kind": "agent", "number": AGENT, "name": "代办人"}
    represent(application_id=lacking, place="seller[0]", **agent, actor=clerk)
    held = accepted(departments.sale(), clerk)
    office.deliver()
    check(application_id=held, actor=office.actor("checker1"))
    office.deliver()
    claim(case_id=case_of(held, REGISTRATION).id, actor=office.actor("registrar1"))
    kept = Client().post("/portal/need/house_sale/prepare/", {**LIST, "then": "list"}).url
    running, paused = licence_case(office, 7001), licence_case(office, 7002)
    pause(case_id=paused.id, reason="hearing", needed_days=5, ground="听证。", actor=office.actor("housing1"))
    return [
        f"/counter/draft/{answering}/",
        f"/desk/case/{running.id}/",
        f"/desk/case/{paused.id}/",
        f"/counter/draft/{lacking}/",
        f"/desk/case/{case_of(held, REGISTRATION).id}/",
        f"/desk/licence/{signed(office).id}/",
        f"/desk/licence/{pending(office, 'renew').id}/",
        *licences_of_the_law(office),
        *of_every_room(office, departments),
        kept,
        f"{kept}form/",
        f"/portal/need/house_sale/?{urlencode(LIST)}",
    ]


def licences_of_the_law(office: Office) -> list[str]:
    """Return pages of licences of 行政许可法: in force, told of its end, asked to be renewed, revoked."""
    plain, asked = permitted(office), permitted(office)
    ask_renewal(licence_id=asked.id, actor=office.actor("registrar1"))
    told = [warned(office), warned(office, "facts_changed", "recall")]
    gone = warned(office)
    hear(licence_id=gone.id, stated="没有意见。", actor=office.actor("registrar1"))
    revoke(licence_id=gone.id, opinion="已听取。", is_harmless=True, actor=office.actor("approver1"))
    return [f"/desk/licence/{one.id}/" for one in (plain, asked, *told, gone)]


def of_every_room(office: Office, departments: Departments) -> list[str]:
    """Return the pages that the browser looks at: beside the steps, paper, after a decision, at once, intake, leave."""
    clerk = office.actor("clerk1", 7)
    built = (
        paths_proceedings(office, departments, clerk),
        paths_custody(office, departments, clerk),
        paths_after(office, departments, clerk),
        paths_at_once(office, clerk),
        paths_intake(office, departments, clerk),
        paths_work(office, departments, clerk),
    )
    offered = licence_case(office, 7011)
    offer_hearing(case_id=offered.id, why="关系他人的重大利益。", actor=office.actor("housing1"))
    found = {path for paths in built for path in paths.values() if path.startswith(("/desk/", "/counter/"))}
    return [f"/desk/case/{offered.id}/", *sorted(found)]


# What scripts send, and what needs nothing but its address.
BY_SCRIPT = (
    Form("/counter/device/prove/", {"verb": ["read"], "nonce": ["a" * 24]}),
    Form("/counter/device/examine/", {"document": ["resident_id"], "number": ["1"], "name": ["陈静"]}),
)
LEAVING = Form("/portal/progress/leave/", {"next": ["/portal/"]})


def pages(known: dict[str, str], more: list[str]) -> list[str]:
    """Return every page of the URL conf that can be asked with what is known, and `more`."""
    found = list(more)
    for route, view in addresses():
        if "GET" not in view.methods or route.startswith("api/") or route == "style/" or "pdf" in route:
            continue
        applications = (known["draft"], known["unchecked"], known["application_id"])
        for application, case in zip(
            applications, (known["case_id"], known["examined"], known["case_id"]), strict=True
        ):
            named = {**known, "application_id": application, "case_id": case}
            path = "/" + route
            for name, value in named.items():
                for kind in ("uuid", "slug", "str"):
                    path = path.replace(f"<{kind}:{name}>", value)
            if "<" not in path:
                found.append(path)
    return list(dict.fromkeys(found))


def attacks(office: Office, known: dict[str, str], more: list[str]) -> Iterator[Attack]:
    """Return every attack on every form and call that the staff reach."""
    for staff in STAFF:
        client = office.client(staff, 7 if staff == "clerk1" else None)
        client.raise_request_exception = False
        for form in (*forms_of(client, pages(known, more)), *(BY_SCRIPT if staff == "clerk1" else ())):
            yield from form_attacks(client, form)
    anybody = Client(raise_request_exception=False)
    for form in (*forms_of(anybody, ["/sign-in/"]), LEAVING):
        yield from form_attacks(anybody, form)
    for staff in STAFF:
        client = machine(staff, "hall-natural-07" if staff == "clerk1" else None)
        client.raise_request_exception = False
        yield from api_attacks(client, {**known, "application_id": known["draft"]})


def test_no_bad_input_breaks_anything(office: Office, departments: Departments) -> None:
    """Every form and call: wrong type, missing, too long, hostile, sent as something else."""
    door._asked = Pace(1e6, 1e6)
    known = ground(office, departments)
    found = list(attacks(office, known, further(office, departments)))
    routes = {a.route for a in found}
    posted = {r for r, view in addresses() if "POST" in view.methods and not r.startswith("inbound/")}
    assert "\n".join(sorted(posted - routes - _ONLY_THEN)) == "", "no form was found that posts there"
    chosen = found if os.environ.get("YIMEN_INPUT") == "all" else sample(found, EACH, 1)
    assert len(chosen) > 400
    wrong = [problem for attack in chosen if (problem := strike(attack))]
    assert wrong == [], "\n".join(wrong)


_ONLY_THEN = {
    # Their forms show only later in a sale: they are attacked through the machines' door, which is the same verb.
    "counter/application/<uuid:application_id>/collect/",
    "counter/application/<uuid:application_id>/case/<uuid:case_id>/hand-out/",
    "desk/case/<uuid:case_id>/retry/",
    "desk/case/<uuid:case_id>/take-over/",
    "desk/case/<uuid:case_id>/decide/",
    # And these only on the other side's page, or to a party who has proved who she is.
    "counter/application/<uuid:application_id>/case/<uuid:case_id>/object/",
    "counter/paper/<uuid:hand_over_id>/dispute/",
    "counter/paper/<uuid:hand_over_id>/receive/",
    "counter/several/hand-out/",
    "desk/case/<uuid:case_id>/call-off/",
    "desk/paper/<uuid:hand_over_id>/dispute/",
    "desk/paper/<uuid:hand_over_id>/recall/",
    "desk/paper/<uuid:hand_over_id>/resolve/",
    "portal/progress/mine/<uuid:case_id>/choose/",
    "portal/progress/mine/<uuid:case_id>/fetch/",
    "portal/progress/mine/<uuid:case_id>/object/",
    "portal/progress/mine/<uuid:case_id>/why/ask/",
    "portal/progress/mine/supplement/",
}
