"""The walk through capture: pairing the reader, proofs, a card, pages of documents, small pictures, an upload."""

from __future__ import annotations

import re
from urllib.parse import quote

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.budgets.walk import Walk
from tests.departments import Departments
from tests.journeys.selling import drafted
from tests.offices import Office
from tests.scans import jpeg, pdf
from yimen.materials.models import Material
from yimen.materials.states import Trust


def walk_capture(walk: Walk, office: Office, departments: Departments) -> None:
    """Through every address of capture with success."""
    clerk = office.client("clerk1", 7)
    walk.get(clerk, "/counter/device/")
    origin = {"Origin": "http://testserver"}
    walk.post(clerk, "/counter/device/prove/", {"verb": "read", "nonce": "n" * 32}, headers=origin)
    sale = departments.sale()
    card = {"document": "resident_id", "number": sale.sellers[0].person.id_number, "name": "陈"}
    walk.post(clerk, "/counter/device/examine/", card)
    draft = drafted(sale, office.actor("clerk1", 7))
    base = f"/counter/draft/{draft}/"
    walk.get(clerk, f"{base}capture/")
    key = "sale_contract"
    files = [SimpleUploadedFile("1.jpg", jpeg()), SimpleUploadedFile("2.pdf", pdf(3))]
    walk.post(clerk, f"{base}capture/keep/", {"key": key, "page": ["new", "new"], "scan": files})
    page = walk.get(clerk, f"{base}capture/?key={quote(key)}").content.decode()
    small = re.search(rf"/counter/application/{draft}/scan/\w+/thumbnail/", page)
    assert small is not None
    assert walk.get(clerk, small[0]).content.startswith(b"\xff\xd8\xff")
    of_pdf = re.search(rf'data-url="(/counter/application/{draft}/scan/\w+/)"[^>]*data-pdf', page)
    assert of_pdf is not None
    assert walk.get(clerk, f"{of_pdf[1]}page/3/").content.startswith(b"\xff\xd8\xff")
    Material.objects.filter(source_id=draft, code=key).update(trust=Trust.UPLOADED)
    walk.post(clerk, f"{base}vouch/", {"key": key})
