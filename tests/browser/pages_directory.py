"""The pages of the directory in Chromium."""

from __future__ import annotations

from simulators.identity import identity
from tests.browser.shown import Shown
from tests.budgets.directory import imported
from tests.departments import Departments
from tests.offices import Office
from yimen.cases.actions.accept import accept
from yimen.cases.actions.approve import approve
from yimen.cases.actions.examine import examine
from yimen.cases.actions.join import join
from yimen.cases.actions.keep import keep
from yimen.cases.actions.open import open_
from yimen.cases.models import Case
from yimen.kernel.actor import Actor

PAGES: tuple[Shown, ...] = (
    Shown("counter: matters by department", "clerk1", "/counter/matter/"),
    Shown("counter: matters found", "clerk1", "/counter/matter/?q=shuiku"),
    Shown("counter: no matter found", "clerk1", "/counter/matter/?q=买火车票"),
    Shown("counter: a department's matters", "clerk1", "/counter/matter/?department=dir-shiqutongjiju"),
    Shown("counter: a matter of the directory", "clerk1", "directory_matter"),
    Shown("counter: a matter handed in elsewhere", "clerk1", "directory_elsewhere"),
    Shown("counter: draft of a directory's matter", "clerk1", "directory_draft"),
    Shown("desk: result of a directory's matter", "officer1", "directory_result"),
    Shown("portal: directory", "", "/portal/directory/"),
    Shown("portal: directory found", "", "/portal/directory/?q=水库钓鱼"),
    Shown("portal: directory found nothing", "", "/portal/directory/?q=买火车票"),
    Shown("portal: department of the directory", "", "/portal/directory/department/dir-shiqutongjiju/"),
    Shown("portal: matter of the directory", "", "directory_public"),
)


def paths_directory(office: Office, departments: Departments, clerk: Actor) -> dict[str, str]:
    """Import a directory and bring one matter to its result."""
    lines = imported(60)
    code, elsewhere = lines[0]["item_code"], lines[-1]["item_code"]
    draft = open_(bundle=code, actor=clerk)
    case = _approved(code, office, clerk)
    return {
        "directory_matter": f"/counter/matter/{code}/",
        "directory_elsewhere": f"/counter/matter/{elsewhere}/",
        "directory_public": f"/portal/directory/matter/{code}/",
        "directory_draft": f"/counter/draft/{draft}/",
        "directory_result": f"/desk/case/{case.id}/",
    }


def _approved(code: str, office: Office, clerk: Actor) -> Case:
    draft = open_(bundle=code, actor=clerk)
    who = identity(78, 1985, female=True)
    join(application_id=draft, role="applicant", number=who.number, name="周晓梅", actor=clerk)
    keep(application_id=draft, keys=["identity@applicant[0]"], actor=clerk)
    accept(application_id=draft, actor=clerk)
    office.deliver()
    case = Case.objects.get(application=draft)
    examine(case_id=case.id, opinion="符合条件。", actor=office.actor("officer1"))
    office.deliver()
    approve(case_id=case.id, opinion="同意", actor=office.actor("officer2"))
    office.deliver()
    return case
