"""The sale of a house as its people do it.

Clerk, second checker, registrar, approver, with the citizens at the window.
"""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import Any

from demo.browser import Browser, NotDone, Page, first, form_of
from simulators.houses import Ownership
from simulators.people import Person
from simulators.population import sale

WINDOW = "hall-natural-07"
EXAMINED_AT, APPROVED_AT = "2026-03-04T10:00", "2026-03-06T15:30"
MATTERS = (
    "house_contract_filing",
    "house_price_assessment",
    "deed_tax",
    "house_vat",
    "house_income_tax",
    "house_transfer_registration",
)


class SaleOfAHouse:
    """One sale from the first word to the certificate, printed step by step with office time and machine time."""

    def __init__(self, url: str, seed: int, password: str, papers: Path, patience: float) -> None:
        self.sale, self.password, self.papers, self.patience = sale(seed), password, papers, patience
        self.url = url
        self.clerk = Browser(url, "clerk1")
        self.application = ""
        self.receipt_no = ""
        self._started = time.monotonic()

    def go(self) -> None:
        """Sell the house; raises NotDone where it stops."""
        self.papers.mkdir(parents=True, exist_ok=True)
        house = self.sale.house
        print(f"\n  {house.address}, {house.area} m², {self.sale.price_fen / 100:,.2f} yuan")
        print(f"  {'office':<12} {'machine':>8}  step")
        self._at_the_window()
        self._second_check()
        self._pay()
        self._registry()
        self._collect_certificate()

    def _at_the_window(self) -> None:
        clerk = self.clerk
        page = clerk.sign_in(self.password)
        page = clerk.until(page, _sits, lambda p: clerk.submit(p, "/counter/sit/", {"window": WINDOW}))
        known = _drafts(page)  # of another day: only a draft that was not there before is this one
        page = clerk.until(page, lambda p: form_of(p, "/accept/") is not None, lambda p: self._open(p, known))
        self._step(clerk, "clerk1 at window 7 opens the sale of a second-hand house")
        people = [("seller", o) for o in self.sale.sellers] + [("buyer", o) for o in self.sale.buyers]
        for role, owner in people:
            page = clerk.until(page, partial(_is_here, owner.person), partial(self._join, role, owner.person))
        self._step(clerk, f"sellers and buyers sit down: {'、'.join(o.person.name for _, o in people)}")
        key = self.sale.house.cert_no
        page = clerk.until(page, partial(_is_looked_up, key), lambda p: clerk.submit(p, "/look-up/", {"key": key}))
        self._step(clerk, "the registry's front-end database is asked for the house")
        page = clerk.until(page, self._is_filled, lambda p: clerk.submit(p, "/fill/", self._answers(p)))
        self._step(clerk, "one questionnaire, one form is filled in")
        boxes = _boxes(page)
        page = clerk.until(page, lambda p: not _boxes(p), lambda p: clerk.submit(p, "/keep/", {"key": _boxes(p)}))
        self._step(clerk, f"one pile of {len(boxes)} documents is handed over")
        page = clerk.until(page, lambda p: bool(_receipt_no(p)), lambda p: clerk.submit(p, "/accept/", {}))
        self.application, self.receipt_no = clerk.path, _receipt_no(page)
        self._save(page, "acceptance", "1-receipt-of-acceptance.pdf")
        self._step(clerk, f"accepted, six matters under one number {self.receipt_no}; receipt printed")

    def _open(self, page: Page, known: set[str]) -> Page:
        """Open a draft, or the one that was opened when the page that should have shown it failed."""
        begun = _drafts(page) - known
        if begun:
            return self.clerk.open(begun.pop())
        return self.clerk.submit(page, "/counter/open/", {"bundle": "house_sale"})

    def _join(self, role: str, person: Person, page: Page) -> Page:
        form = first(page, f"//form[contains(@action,'/join/') and .//input[@name='role' and @value='{role}']]")
        return self.clerk.submit_form(form, {"role": role, "number": person.id_number, "name": person.name})

    def _answers(self, page: Page) -> dict[str, str]:
        """What the parties say; what the registry has answered is left as it is."""
        s = self.sale
        said = {
            "situation.by_agent": "no",
            "house.house_type": "ordinary",
            "deal.price": _yuan(s.price_fen),
            "deal.signed_date": "2026-03-02",
            "deal.buyer_ownership": s.buying.value,
            "deal.original_value_proven": "no",
        }
        for n, owner in enumerate(s.sellers):
            said |= {f"seller[{n}].phone": owner.person.phone, f"seller[{n}].only_home": "yes" if s.only_home else "no"}
        for n, owner in enumerate(s.buyers):
            said |= {f"buyer[{n}].phone": owner.person.phone, f"buyer[{n}].house_order": str(s.house_order)}
        asked = set(page.xpath("//form[contains(@action,'/fill/')]//*[@name]/@name"))
        values = {k: v for k, v in said.items() if k in asked}
        if s.buying is Ownership.SHARES:
            # A share is asked once the ownership is known: both are given in one go.
            values |= {
                f"buyer[{n}].share": f"{o.share.numerator}/{o.share.denominator}"
                for n, o in enumerate(s.buyers)
                if o.share
            }
        return values

    def _is_filled(self, page: Page) -> bool:
        """Whether the form holds what the parties say, and asks nothing that they have not answered."""
        form = form_of(page, "/fill/")
        held = dict(form.form_values())
        return all(held.get(field) == value for field, value in self._answers(page).items())

    def _second_check(self) -> None:
        checker = Browser(self.url, "checker1")
        self._do_at_desk(checker, "/check/", "")
        self._step(checker, "checker1, another person, checks form and pile (一审一核)")

    def _pay(self) -> None:
        page = self._wait("the departments' answers", lambda p: first(p, "//*[@data-payment='due']") is not None)
        self._step(self.clerk, "housing has filed the contract, the tax office has assessed price and taxes")
        rows = page.xpath("//*[@data-payment]//tr")
        for row in rows:
            print(" " * 25 + "  ".join(" ".join(cell.text_content().split()) for cell in row))
        self.clerk.until(page, _is_begun, lambda p: self.clerk.submit(p, "/collect/", {}))
        page = self._wait("the card terminal", lambda p: first(p, "//*[@data-payment='paid']") is not None)
        self._step(self.clerk, "one payment at the card terminal of window 7")
        page = self._wait("the payment receipt", lambda p: first(p, "//*[@data-document='payment']") is not None)
        self._save(page, "payment", "2-payment-receipt.pdf")
        self._wait("the tax receipts", lambda p: all(_state(p, m) == "granted" for m in MATTERS[:5]))
        self._step(self.clerk, "the tax office's receipts are in; filing, price and taxes are done")

    def _registry(self) -> None:
        self._set_clock(EXAMINED_AT)
        registrar = Browser(self.url, "registrar1")
        self._do_at_desk(registrar, "/examine/", "材料齐全，登记簿与申请一致。")
        self._step(registrar, "registrar1 examines at the registry's desk")
        self._set_clock(APPROVED_AT)
        approver = Browser(self.url, "approver1")
        self._do_at_desk(approver, "/approve/", "同意登记。")
        self._step(approver, "approver1, another person, approves; the case awaits its entry")

    def _collect_certificate(self) -> None:
        page = self._wait("the entry in the register", lambda p: first(p, "//*[@data-certificate]") is not None)
        number = first(page, "//@data-certificate")
        self._step(self.clerk, f"the registry's system has made the entry: {number}")
        link = first(page, "//a[@data-certificate]/@href")
        self._write("3-ownership-certificate.pdf", self.clerk.fetch(link))
        collected = partial(self.clerk.submit, action="/hand-out/", values={"receiver": "buyer[0]"})
        page = self.clerk.until(page, lambda p: form_of(p, "/hand-out/") is None, collected)
        states = {m: _state(page, m) for m in MATTERS}
        if any(state != "granted" for state in states.values()):
            raise NotDone(f"not every matter is granted: {states}")
        self._wait("the end", lambda p: first(p, "//*[@data-state='closed']") is not None)
        self._step(self.clerk, "the certificate is handed out; all six matters are granted")
        print(f"\n  papers: {self.papers}\n")

    def _do_at_desk(self, browser: Browser, action: str, opinion: str) -> None:
        """Find the application among what waits at a person's desk, open it and do what is to be done there."""
        browser.sign_in(self.password)
        end = time.monotonic() + self.patience
        while not (link := first(browser.open("/desk/"), f"//tr[@data-receipt='{self.receipt_no}']//a/@href")):
            if time.monotonic() > end:
                raise NotDone(f"{self.receipt_no} does not come to the desk of {browser.name}")
            time.sleep(0.2)
        page = browser.open(link)
        if form_of(page, action) is None:
            raise NotDone(f"{browser.name} finds nothing to {action.strip('/')} on {browser.path}")
        done = partial(browser.submit, action=action, values={"opinion": opinion})
        browser.until(page, lambda p: form_of(p, action) is None, done)

    def _wait(self, what: str, is_so: Any) -> Page:
        end = time.monotonic() + self.patience
        while time.monotonic() < end:
            page = self.clerk.open(self.application)
            if is_so(page):
                return page
            time.sleep(0.2)
        raise NotDone(f"{what} did not come within {self.patience:.0f} s: {self.clerk.path}")

    def _set_clock(self, to: str) -> None:
        manager = Browser(self.url, "manager1")
        manager.sign_in(self.password)
        forward = partial(manager.submit, action="/control/clock/", values={"to": to})
        manager.until(manager.open("/control/"), lambda p: str(first(p, "//@data-office-time")) >= to, forward)

    def _save(self, page: Page, kind: str, name: str) -> None:
        link = first(page, f"//a[@data-document='{kind}']/@href")
        if not link:
            raise NotDone(f"there is no document {kind}")
        self._write(name, self.clerk.fetch(link))

    def _write(self, name: str, content: bytes) -> None:
        if not content.startswith(b"%PDF-"):
            raise NotDone(f"{name} is no PDF")
        (self.papers / name).write_bytes(content)

    def _step(self, browser: Browser, what: str) -> None:
        print(f"  {browser.office_time:<12} {time.monotonic() - self._started:7.1f}s  {what}", flush=True)


def _sits(page: Page) -> bool:
    return first(page, f"//select[@name='window']/option[@selected and @value='{WINDOW}']") is not None


def _drafts(page: Page) -> set[str]:
    return set(page.xpath("//a[contains(@href,'/counter/draft/')]/@href"))


def _is_here(person: Person, page: Page) -> bool:
    """Whether the page names the person: by name and the end of the number, for two people may share a name."""
    told = [" ".join(line.text_content().split()) for line in page.xpath("//li")]
    return any(person.name in line and person.id_number[-4:] in line for line in told)


def _is_looked_up(key: str, page: Page) -> bool:
    form = form_of(page, "/look-up/")
    return dict(form.form_values()).get("key") == key


def _boxes(page: Page) -> list[str]:
    return [str(key) for key in page.xpath("//form[contains(@action,'/keep/')]//input[@name='key']/@value")]


def _receipt_no(page: Page) -> str:
    return str(first(page, "//h1//*[@data-receipt]/@data-receipt") or "")


def _is_begun(page: Page) -> bool:
    return first(page, "//*[@data-payment]/@data-payment") in ("charging", "paid")


def _state(page: Page, matter: str) -> str:
    return str(first(page, f"//*[@data-matter='{matter}']/@data-state"))


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"
