"""Pages on which persons stand who are not the usual adult: minors, agents, companies, passports; people found."""

from __future__ import annotations

from uuid import UUID

from playwright.sync_api import Page, expect

from simulators.identity import identity
from tests.browser.shown import Shown
from tests.departments import Departments
from tests.offices import Office
from yimen.cases.actions.fill import fill
from yimen.cases.actions.join import join
from yimen.cases.actions.open import open_
from yimen.cases.actions.represent import represent
from yimen.cases.reads.application import filled
from yimen.kernel.actor import Actor
from yimen.people.actions.enrol import enrol

CHILD, GUARDIAN = identity(170_020, 2015, female=True).number, identity(170_021, 1984, female=True).number
AGENT, TAKEN = identity(170_022, 1979, female=False).number, identity(170_023, 1990, female=True).number


def _wrong_guardian(page: Page) -> None:
    page.fill("#number-acting-f-buyer-0", "440604199001011234")
    page.fill("#name-acting-f-buyer-0", "黄𬭎")
    page.press("#name-acting-f-buyer-0", "Enter")
    expect(page.locator("#problem-acting-f-buyer-0")).to_be_visible()


def _other_name(page: Page) -> None:
    page.fill("#number-seller", TAKEN)
    page.fill("#name-seller", "陈吉")
    page.press("#name-seller", "Enter")
    expect(page.locator("input[name='corrects']")).to_be_visible()


PAGES: tuple[Shown, ...] = (
    Shown("draft, a minor alone", "clerk1", "draft_minor"),
    Shown("draft, a wrong guardian", "clerk1", "draft_minor", _wrong_guardian),
    Shown("draft, all kinds of parties", "clerk1", "draft_parties"),
    Shown("draft, another name on record", "clerk1", "draft_named", _other_name),
    Shown("people here", "clerk1", "/counter/people/"),
    Shown("people found", "clerk1", "/counter/people/?q=mmt"),
    Shown("people not found", "clerk1", "/counter/people/?q=zzz"),
    Shown("person, earlier applications", "clerk1", "person_here"),
)


def paths_people(office: Office, departments: Departments, clerk: Actor) -> dict[str, str]:
    """Return the addresses of drafts with such parties, and of a person at the window with several applications."""
    minor, parties, named = (open_(bundle="house_sale", actor=clerk) for _ in range(3))
    seller = departments.sale().sellers[0].person
    _join(minor, "seller", "resident_id", seller.id_number, seller.name, clerk)
    _join(minor, "buyer", "resident_id", CHILD, "买买提·艾力", clerk)
    _join(parties, "seller", "credit_code", "91110000600037341L", "佛山市示例置业投资发展有限责任公司", clerk)
    represent(application_id=parties, place="seller[0]", kind="head", number=AGENT, name="何㙟", actor=clerk)
    _join(parties, "buyer", "passport", "K1234567P", "Mary-Jane Wollstonecraft O'Neill", clerk)
    represent(application_id=parties, place="buyer[0]", kind="agent", number=AGENT, name="何㙟", actor=clerk)
    _join(parties, "buyer", "resident_id", CHILD, "买买提·艾力", clerk)
    represent(application_id=parties, place="buyer[1]", kind="guardian", number=GUARDIAN, name="黄𬭎", actor=clerk)
    fill(application_id=parties, answers={"situation.owner_died": "yes"}, actor=clerk)
    enrol(number=TAKEN, name="陈𠮷", actor=office.actor("clerk2", window=8))
    child = next(p.person_id for p in filled(clerk, minor).parties if p.role == "buyer")
    return {
        "draft_minor": f"/counter/draft/{minor}/",
        "draft_parties": f"/counter/draft/{parties}/",
        "draft_named": f"/counter/draft/{named}/",
        "person_here": f"/counter/person/{child}/",
    }


def _join(draft: UUID, role: str, document: str, number: str, name: str, clerk: Actor) -> None:
    join(application_id=draft, role=role, document=document, number=number, name=name, actor=clerk)
