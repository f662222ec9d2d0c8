"""The sale of a house as its people do it: clerk, second checker, registrar, approver, with the citizens at the window."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from simulators.houses import Ownership
from simulators.population import sale

from demo.browser import Browser, NotDone, Page, first

WINDOW = "hall-natural-07"
EXAMINED_AT, APPROVED_AT = "2026-03-04T10:00", "2026-03-06T15:30"
MATTERS = (
    "house_contract_filing", "house_price_assessment", "deed_tax", "house_vat", "house_income_tax",
    "house_transfer_registration",
)  # fmt: skip


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
        clerk.sign_in(self.password)
        clerk.submit(clerk.open("/counter/"), "/counter/sit/", {"window": WINDOW})
        page = clerk.submit(clerk.open("/counter/"), "/counter/open/", {"bundle": "house_sale"})
        self._step(clerk, "clerk1 at window 7 opens the sale of a second-hand house")
        for role, owners in (("seller", self.sale.sellers), ("buyer", self.sale.buyers)):
            for owner in owners:
                values = {"role": role, "number": owner.person.id_number, "name": owner.person.name}
                page = _submit_join(clerk, page, role, values)
        names = "、".join(o.person.name for o in (*self.sale.sellers, *self.sale.buyers))
        self._step(clerk, f"sellers and buyers sit down: {names}")
        page = clerk.submit(page, "/look-up/", {"key": self.sale.house.cert_no})
        self._step(clerk, "the registry's front-end database is asked for the house")
        page = clerk.submit(page, "/fill/", self._answers(page))
        self._step(clerk, "one questionnaire, one form is filled in")
        boxes = page.xpath("//form[contains(@action,'/keep/')]//input[@name='key']/@value")
        page = clerk.submit(page, "/keep/", {"key": boxes})
        self._step(clerk, f"one pile of {len(boxes)} documents is handed over")
        page = clerk.submit(page, "/accept/", {})
        self.application = clerk.path
        self.receipt_no = str(first(page, "//h1//*[@data-receipt]/@data-receipt") or "")
        self._save(page, "acceptance", "1-receipt-of-acceptance.pdf")
        self._step(clerk, f"accepted, six matters under one number {self.receipt_no}; receipt printed")

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

    def _second_check(self) -> None:
        checker = Browser(self.url, "checker1")
        checker.sign_in(self.password)
        page = self._open_from_desk(checker)
        checker.submit(page, "/check/", {"opinion": ""})
        self._step(checker, "checker1, another person, checks form and pile (一审一核)")

    def _pay(self) -> None:
        page = self._wait("the departments' answers", lambda p: first(p, "//*[@data-payment='due']") is not None)
        self._step(self.clerk, "housing has filed the contract, the tax office has assessed price and taxes")
        rows = page.xpath("//*[@data-payment]//tr")
        for row in rows:
            print(" " * 25 + "  ".join(" ".join(cell.text_content().split()) for cell in row))
        self.clerk.submit(page, "/collect/", {})
        page = self._wait("the card terminal", lambda p: first(p, "//*[@data-payment='paid']") is not None)
        self._step(self.clerk, "one payment at the card terminal of window 7")
        page = self._wait("the payment receipt", lambda p: first(p, "//*[@data-document='payment']") is not None)
        self._save(page, "payment", "2-payment-receipt.pdf")
        self._wait("the tax receipts", lambda p: all(_state(p, m) == "granted" for m in MATTERS[:5]))
        self._step(self.clerk, "the tax office's receipts are in; filing, price and taxes are done")

    def _registry(self) -> None:
        self._set_clock(EXAMINED_AT)
        registrar = Browser(self.url, "registrar1")
        registrar.sign_in(self.password)
        page = self._open_from_desk(registrar)
        registrar.submit(page, "/examine/", {"opinion": "材料齐全，登记簿与申请一致。"})
        self._step(registrar, "registrar1 examines at the registry's desk")
        self._set_clock(APPROVED_AT)
        approver = Browser(self.url, "approver1")
        approver.sign_in(self.password)
        page = self._open_from_desk(approver)
        approver.submit(page, "/approve/", {"opinion": "同意登记。"})
        self._step(approver, "approver1, another person, approves; the case awaits its entry")

    def _collect_certificate(self) -> None:
        page = self._wait("the entry in the register", lambda p: first(p, "//*[@data-certificate]") is not None)
        number = first(page, "//@data-certificate")
        self._step(self.clerk, f"the registry's system has made the entry: {number}")
        link = first(page, "//a[@data-certificate]/@href")
        self._write("3-ownership-certificate.pdf", self.clerk.fetch(link))
        page = self.clerk.submit(page, "/hand-out/", {"receiver": "buyer[0]"})
        states = {m: _state(page, m) for m in MATTERS}
        if any(state != "granted" for state in states.values()):
            raise NotDone(f"not every matter is granted: {states}")
        self._wait("the end", lambda p: first(p, "//*[@data-state='closed']") is not None)
        self._step(self.clerk, "the certificate is handed out; all six matters are granted")
        print(f"\n  papers: {self.papers}\n")

    def _open_from_desk(self, browser: Browser) -> Page:
        """Find the application among what waits at a person's desk and open it."""
        end = time.monotonic() + self.patience
        while time.monotonic() < end:
            desk = browser.open("/desk/")
            link = first(desk, f"//tr[@data-receipt='{self.receipt_no}']//a/@href")
            if link:
                return browser.open(link)
            time.sleep(0.2)
        raise NotDone(f"{self.receipt_no} does not come to the desk of {browser.name}")

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
        page = manager.open("/control/")
        if str(first(page, "//@data-office-time")) < to:
            manager.submit(page, "/control/clock/", {"to": to})

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


def _submit_join(clerk: Browser, page: Page, role: str, values: dict[str, str]) -> Page:
    form = first(page, f"//form[contains(@action,'/join/') and .//input[@name='role' and @value='{role}']]")
    return clerk.submit_form(form, values)


def _state(page: Page, matter: str) -> str:
    return str(first(page, f"//*[@data-matter='{matter}']/@data-state"))


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"
