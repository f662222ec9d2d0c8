"""The pile of a draft: pages in order, former versions, uploads that wait for their original, quotas."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings

from tests import scans
from tests.departments import Departments
from tests.journeys.selling import drafted
from tests.offices import Office
from yimen.cases.actions.accept import accept
from yimen.cases.actions.give_back import give_back
from yimen.cases.actions.keep import keep
from yimen.cases.actions.vouch import vouch
from yimen.cases.reads.application import filled
from yimen.cases.reads.completeness import completeness
from yimen.kernel import history
from yimen.kernel.errors import BadInput, NotFound, Refused
from yimen.materials.actions import keep as keeping
from yimen.materials.models import Former, Material, Scan
from yimen.materials.reads import pile
from yimen.materials.states import Trust

KEY = "sale_contract"


def page(colour: str) -> tuple[str, bytes]:
    """A page of one colour."""
    return f"{colour}.jpg", scans.jpeg(colour=colour)


def verbs(draft: UUID) -> list[str]:
    """What was journalled on an application."""
    return [e.verb for e in history.of([("application", draft)])]


def stored() -> int:
    """How many files lie in the store."""
    return sum(p.is_file() for p in Path(settings.INSTANCE, "papers").rglob("*"))


def test_pages_are_kept_in_their_order(office: Office, departments: Departments) -> None:
    """Kept ones may be left out, moved and mixed with new ones; what was before stays as a former version."""
    clerk = office.actor("clerk1", 1)
    draft = drafted(departments.sale(), clerk)
    keep(application_id=draft, keys=[KEY], pages=[page("red"), page("green"), page("blue")], actor=clerk)
    red, green, blue = pile("application", draft)[KEY].files
    keep(application_id=draft, keys=[KEY], pages=[blue, page("white"), red], actor=clerk)
    sheet = pile("application", draft)[KEY]
    assert sheet.files[0] == blue and sheet.files[2] == red and green not in sheet.files
    assert sheet.formers == 1 and sheet.pages == 3 and all(s.has_thumbnail for s in sheet.scans)
    keep(application_id=draft, keys=[KEY], pages=list(sheet.files), actor=clerk)
    assert pile("application", draft)[KEY].formers == 1, "the same pages are no new version"
    keep(application_id=draft, keys=[KEY], scans=[page("black")], actor=clerk)
    assert pile("application", draft)[KEY].files[:3] == sheet.files


def test_a_page_of_another_document_is_refused(office: Office, departments: Departments) -> None:
    """Also of another application; nothing is written."""
    clerk = office.actor("clerk1", 1)
    draft = drafted(departments.sale(), clerk)
    keep(application_id=draft, keys=["ownership_certificate"], pages=[page("red")], actor=clerk)
    foreign = pile("application", draft)["ownership_certificate"].files[0]
    before = verbs(draft)
    for digest in (foreign, "0" * 64, "../../etc/passwd", ""):
        with pytest.raises(BadInput):
            keep(application_id=draft, keys=[KEY], pages=[digest, page("green")], actor=clerk)
    assert pile("application", draft)[KEY].files == () and verbs(draft) == before


def test_nothing_is_half_written(office: Office, departments: Departments) -> None:
    """One bad file of three: no row, no file, no entry."""
    clerk = office.actor("clerk1", 1)
    draft = drafted(departments.sale(), clerk)
    before = (verbs(draft), stored(), Scan.objects.count())
    with pytest.raises(BadInput) as refused:
        keep(application_id=draft, keys=[KEY], scans=[page("teal"), ("坏.pdf", b"MZ"), page("navy")], actor=clerk)
    assert "坏.pdf" in refused.value.words.zh
    assert (verbs(draft), stored(), Scan.objects.count()) == before
    assert pile("application", draft)[KEY].files == ()


def test_former_versions_are_forgotten_on_acceptance(office: Office, departments: Departments) -> None:
    """And with a document that is given back; until then the clerk may open them."""
    clerk = office.actor("clerk1", 1)
    draft = drafted(departments.sale(), clerk)
    for colour in ("red", "green"):
        keep(application_id=draft, keys=[KEY], pages=[page(colour)], actor=clerk)
        keep(application_id=draft, keys=["ownership_certificate"], pages=[page(colour)], actor=clerk)
    former = Former.objects.get(material__code=KEY).files[0]
    browser = office.client("clerk1", 1)
    address = f"/counter/application/{draft}/scan/{former}/"
    assert browser.get(address).status_code == 200 and browser.get(f"{address}thumbnail/").status_code == 200
    give_back(application_id=draft, key="ownership_certificate", actor=clerk)
    assert Former.objects.count() == 1 and not Material.objects.filter(code="ownership_certificate").exists()
    keep(application_id=draft, keys=["ownership_certificate"], actor=clerk)
    accept(application_id=draft, actor=clerk)
    office.deliver()
    assert Former.objects.count() == 0 and browser.get(address).status_code == 404


def test_an_upload_waits_for_its_original(office: Office, departments: Departments) -> None:
    """C is not enough to accept; the clerk who sees the original makes it B, and that is journalled."""
    clerk = office.actor("clerk1", 1)
    draft = drafted(departments.sale(), clerk)
    Material.objects.filter(source_id=draft, code=KEY).update(trust=Trust.UPLOADED)
    assert [n.key for n in completeness(filled(clerk, draft)).missing] == [KEY]
    with pytest.raises(BadInput):
        accept(application_id=draft, actor=clerk)
    assert "待核原件" in office.client("clerk1", 1).get(f"/counter/draft/{draft}/").content.decode()
    for wrong in ("no_such", "ownership_certificate", ""):
        with pytest.raises(BadInput):
            vouch(application_id=draft, key=wrong, actor=clerk)
    with pytest.raises((NotFound, Refused)):
        vouch(application_id=draft, key=KEY, actor=office.actor("registrar1"))
    vouch(application_id=draft, key=KEY, actor=clerk)
    assert pile("application", draft)[KEY].trust == Trust.CHECKED and verbs(draft)[-1] == "vouch"
    assert completeness(filled(clerk, draft)).is_complete
    with pytest.raises(BadInput):
        vouch(application_id=draft, key=KEY, actor=clerk)


def test_all_originals_seen_counts_for_uploads_too(office: Office, departments: Departments) -> None:
    """The scan that the citizen sent stays."""
    clerk = office.actor("clerk1", 1)
    draft = drafted(departments.sale(), clerk)
    keep(application_id=draft, keys=[KEY], pages=[page("red")], actor=clerk)
    Material.objects.filter(source_id=draft, code=KEY).update(trust=Trust.UPLOADED)
    keep(application_id=draft, keys=[KEY], actor=clerk)
    sheet = pile("application", draft)[KEY]
    assert sheet.trust == Trust.CHECKED and len(sheet.files) == 1


def test_a_document_and_a_pile_keep_to_their_quota(
    office: Office, departments: Departments, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What outgrows it is refused as a whole; scanning again and again counts as well."""
    clerk = office.actor("clerk1", 1)
    draft = drafted(departments.sale(), clerk)
    size = len(scans.jpeg(colour="red"))
    monkeypatch.setattr(keeping, "LARGEST_DOCUMENT", size * 2 + 400)
    with pytest.raises(BadInput, match="at most"):
        keep(application_id=draft, keys=[KEY], pages=[page("red"), page("green"), page("blue")], actor=clerk)
    assert pile("application", draft)[KEY].files == ()
    keep(application_id=draft, keys=[KEY], pages=[page("red"), page("green")], actor=clerk)
    monkeypatch.setattr(keeping, "LARGEST_PILE", size * 3 + 800)
    with pytest.raises(BadInput, match="pile"):
        keep(application_id=draft, keys=[KEY], pages=[page("blue"), page("white")], actor=clerk)
    assert pile("application", draft)[KEY].formers == 0


def test_a_request_that_is_too_large_is_not_read(office: Office) -> None:
    """It gets its sentence before a byte of it is stored."""
    clerk = office.client("clerk1", 1)
    body = b'--x\r\nContent-Disposition: form-data; name="scan"; filename="a"\r\n\r\nabc\r\n--x--\r\n'
    answer = clerk.generic(
        "POST", "/counter/open/", body, "multipart/form-data; boundary=x", CONTENT_LENGTH=str(49 * 1024 * 1024)
    )
    assert answer.status_code == 400 and "没有保存" in answer.content.decode()
