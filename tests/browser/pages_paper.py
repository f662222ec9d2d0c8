"""Pages of the papers in Chromium: what anybody is told who reads a paper's QR."""

from __future__ import annotations

from tests.browser.shown import Shown
from tests.departments import Departments
from tests.offices import Office
from yimen.kernel.actor import Actor
from yimen.notices.models import Document
from yimen.notices.reads import token_of

PAGES: tuple[Shown, ...] = (
    Shown("paper, issued", path="paper_issued"),
    Shown("paper, unknown", path="/verify/paper/unknown/"),
)


def paths_paper(office: Office, departments: Departments, clerk: Actor) -> dict[str, str]:
    """A receipt of acceptance that the district has issued."""
    receipt = Document.objects.filter(kind="acceptance").latest("issued_at")
    return {"paper_issued": f"/verify/paper/{token_of(receipt.id)}/"}
