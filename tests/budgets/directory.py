"""The walk through the directory of matters: at the counter, in public, and a matter's result at the desk."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from django.test import Client

from simulators.identity import identity
from tests.budgets.walk import Walk
from tests.departments import Departments
from tests.directory import made_up
from tests.offices import Office
from yimen.cases.models import Case
from yimen.site.cli_catalogue import import_file


def imported(count: int = 60) -> list[dict[str, str]]:
    """Import a made-up directory into the test's district, with its staff, and return its lines."""
    lines = made_up(count)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "matters.jsonl"
        file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
        import_file(file)
    return lines


def walk_directory(walk: Walk, office: Office, departments: Departments) -> None:
    """Find a matter, open it, and give its result; the same directory in public."""
    code = imported()[0]["item_code"]
    clerk, anybody = office.client("clerk1", 7), Client()
    walk.get(clerk, "/counter/matter/")
    walk.get(clerk, "/counter/matter/?q=酒类零售")
    walk.get(clerk, "/counter/matter/?q=jllsba")
    walk.get(clerk, "/counter/matter/?department=dir-shiqutongjiju")
    walk.get(clerk, f"/counter/matter/{code}/")
    draft = walk.post(clerk, "/counter/open/", {"bundle": code}).url
    who = {"role": "applicant", "number": identity(77, 1985, female=True).number, "name": "周晓梅"}
    walk.post(clerk, f"{draft}join/", who)
    walk.post(clerk, f"{draft}keep/", {"key": ["identity@applicant[0]", "voluntary"]})
    walk.get(clerk, draft)
    walk.post(clerk, f"{draft}accept/")
    office.deliver()
    case = f"/desk/case/{Case.objects.get(application=draft.split('/')[3]).id}/"
    walk.post(office.client("officer1"), f"{case}examine/", {"opinion": "符合条件。"})
    office.deliver()
    walk.post(office.client("officer2"), f"{case}approve/", {"opinion": ""})
    office.deliver()
    walk.get(office.client("officer1"), case)
    walk.post(office.client("officer1"), f"{case}decide/", {"result_no": "示〔2026〕1号", "result_text": "准予。"})
    walk.get(clerk, "/counter/matter/")
    for path in ("", "?q=小型水厂", "?q=xxsc", "department/dir-shiqutongjiju/", f"matter/{code}/"):
        walk.get(anybody, f"/portal/directory/{path}")
    assert walk.get(anybody, "/api/v1/directory?q=酒类零售").json()["matters"]
    assert walk.get(anybody, "/api/v1/directory?department=dir-shiqutongjiju").json()["matters"]
    assert walk.get(anybody, f"/api/v1/directory/{code}").json()["line"]["code"] == code
