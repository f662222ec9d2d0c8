"""A licence of one person (行政许可): what its law deems accepted, what may come later, what may be promised."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from tests.offices import Office
from tests.onecase import number
from yimen.cases.actions.fill import fill
from yimen.cases.actions.join import join
from yimen.cases.actions.keep import keep
from yimen.cases.actions.open import open_
from yimen.catalogue.actions.publish import publish
from yimen.kernel.actor import house
from yimen.kernel.registry import Pack
from yimen.kernel.words import Words

PACK = Pack("onelicence", Words("一证（测试）", "One licence (test)"), Path(__file__).parent / "text")
FORM, CARD, PLAN, RENT = "request_form", "identity_card", "site_plan", "rent_contract"
LATER = "请予许可（后补）"
"""The subject that asks for a plan, which may come later, and for proof of premises, which may be promised."""


def publish_one_licence() -> None:
    """Publish the bundle `one_licence`."""
    publish(pack=PACK, region="440604", actor=house("load"))


def draft(office: Office, serial: int, keys: tuple[str, ...] = (FORM, CARD), subject: str = "请予许可") -> UUID:
    """Return a draft of clerk1's at window 7; `keys` were handed over, `subject` may be empty."""
    clerk = office.actor("clerk1", 7)
    found = open_(bundle="one_licence", actor=clerk)
    join(application_id=found, role="applicant", number=number(serial), name="测试人", actor=clerk)
    if subject:
        fill(application_id=found, answers={"request.subject": subject}, actor=clerk)
    if keys:
        keep(application_id=found, keys=list(keys), actor=clerk)
    return found
