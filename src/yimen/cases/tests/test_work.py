"""The lists of work: what is in each, for whom; found by number, name, pinyin and matter; none, one and two hundred."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.races.scene import Scene, scene
from yimen.cases.actions.claim import claim
from yimen.cases.actions.examine import examine
from yimen.cases.actions.start import start
from yimen.cases.actions.trouble import trouble
from yimen.cases.models import Application, Party, Step
from yimen.cases.reads.lists import PAGE
from yimen.cases.reads.work import Which, counts, lists_of, work
from yimen.kernel import clock
from yimen.kernel.actor import Actor, house
from yimen.kernel.words import Words
from yimen.people.models import Person

__all__ = ["scene"]
RELAY = house("relay")
ALL = (Which.MINE, Which.POOL, Which.COLLEAGUES, Which.TROUBLE, Which.WAITING, Which.OPINIONS, Which.DONE)


def cases(viewer: Actor, which: Which, asked: str = "") -> list[UUID]:
    """The cases in a list; its count says the same."""
    with clock.office_time():
        found, everything = work(viewer, which, 1, asked), counts(viewer)
    assert found.count == len(found.lines)
    assert asked or which is Which.TODO or everything.get(which, 0) == found.count
    return [line.case_id for line in found.lines]


def test_a_case_goes_through_the_lists(scene: Scene) -> None:
    """From the pool into one pair of hands, to the colleague's list, to what is done and what waits."""
    application = scene.checked()
    case = scene.registration(application)
    one, other, approver = (scene.office.actor(n) for n in ("registrar1", "registrar2", "approver1"))
    assert cases(one, Which.POOL) == cases(other, Which.POOL) == [case]
    assert cases(approver, Which.POOL) == []
    claim(case_id=case, actor=one)
    assert (cases(one, Which.MINE), cases(one, Which.POOL), cases(one, Which.COLLEAGUES)) == ([case], [], [])
    assert (cases(other, Which.MINE), cases(other, Which.POOL), cases(other, Which.COLLEAGUES)) == ([], [], [case])
    with clock.office_time():
        (line,) = work(other, Which.COLLEAGUES).lines
    assert line.claimed_by == one.name and line.claimed_at is not None
    assert cases(scene.office.actor("manager1"), Which.COLLEAGUES) == [case]
    assert cases(scene.office.actor("tax1"), Which.COLLEAGUES) == []
    examine(case_id=case, opinion="齐全", actor=one)
    assert (cases(one, Which.MINE), cases(one, Which.DONE), cases(other, Which.DONE)) == ([], [case], [])
    start(application_id=application, actor=RELAY)
    assert cases(approver, Which.POOL) == [case]


def test_what_waits_says_for_whom(scene: Scene) -> None:
    """The tax cases wait for housing's system; housing's own waits for its system; the registry's is at its desk."""
    scene.checked()
    with clock.office_time():
        tax = work(scene.office.actor("tax1"), Which.WAITING)
        housing = work(scene.office.actor("housing1"), Which.WAITING)
        registry = work(scene.office.actor("registrar1"), Which.WAITING)
    assert tax.count == 4 and registry.count == 0
    assert {b.name.en for line in tax.lines for b in line.waits} == {"Filing"}
    assert all(b.decided_by == "connector" and b.since for line in tax.lines for b in line.waits)
    assert [b.name.en for line in housing.lines for b in line.waits] == ["Filing"]


def test_the_payment_is_the_citizens(scene: Scene) -> None:
    """When all is declared the tax cases wait for the payers."""
    scene.declared()
    with clock.office_time():
        lines = work(scene.office.actor("tax1"), Which.WAITING).lines
    assert {b.decided_by for line in lines for b in line.waits} == {"payment"} and len(lines) == 3


def test_trouble_is_the_departments(scene: Scene) -> None:
    """It stands in its pool and in its list of trouble with what was asked, and in nobody else's."""
    step = scene.step(scene.checked(), "housing.file")
    trouble(step_id=step.id, reason=Words("没有响应。", "No answer."), actor=RELAY)
    officer = scene.office.actor("housing1")
    assert cases(officer, Which.TROUBLE) == cases(officer, Which.POOL) == [step.case_id]
    assert cases(scene.office.actor("tax1"), Which.TROUBLE) == []
    with clock.office_time():
        waits = {b.state for line in work(scene.office.actor("tax1"), Which.WAITING).lines for b in line.waits}
    assert waits == {"trouble"}


def test_found_by_number_name_pinyin_and_matter(scene: Scene) -> None:
    """By a part of each; what means something to a pattern means nothing here; a stranger's list stays empty."""
    application = scene.checked()
    case, viewer = scene.registration(application), scene.office.actor("registrar1")
    row, seller = Application.objects.get(pk=application), scene.sale.sellers[0].person.name
    assert row.receipt_no is not None
    for asked in (row.receipt_no, row.receipt_no[-5:], seller, seller[:1], "转移登记", "TRANSFER"):
        assert cases(viewer, Which.POOL, asked) == [case], asked
    for nothing in ("%", "_", "\\", "没有这个人", "'; DROP TABLE cases_step; --", "zzzz", "0" * 500):
        assert cases(viewer, Which.POOL, nothing) == [], nothing
    assert cases(scene.office.actor("tax1"), Which.POOL, seller) == []


def test_found_by_pinyin(scene: Scene) -> None:
    """As a name sounds, whole or by its first letters."""
    application = scene.checked()
    party = Party.objects.filter(application=application, role="seller").get()
    assert party.person_id is not None
    Person.objects.filter(pk=party.person_id).update(name="单雄信")
    case, viewer = scene.registration(application), scene.office.actor("registrar1")
    for asked in ("shanxiong", "sxx", "Shan Xiong Xin"):
        assert cases(viewer, Which.POOL, asked) == [case], asked
    assert cases(viewer, Which.POOL, "danxiong") == []


def test_four_eyes_show_in_the_pool(scene: Scene) -> None:
    """Who examined sees that a colleague must approve."""
    application, both = scene.checked(), scene.office.actor("both2")
    examine(case_id=scene.registration(application), opinion="齐全", actor=both)
    start(application_id=application, actor=RELAY)
    with clock.office_time():
        assert [line.is_for_others for line in work(both, Which.POOL).lines] == [True]
        assert [line.is_for_others for line in work(scene.office.actor("approver1"), Which.POOL).lines] == [False]


def test_none_and_two_hundred(scene: Scene) -> None:
    """Pages of fifty, nearest limit first, nothing twice; as many statements for two hundred as for one."""
    viewer = scene.office.actor("checker1")
    for which in ALL[:3]:
        assert cases(viewer, which) == []
    cost = {}
    for n in range(200):
        scene.accepted()
        if n in (0, 199):
            with clock.office_time(), CaptureQueriesContext(connection) as seen:
                work(viewer, Which.POOL)
                counts(viewer)
            cost[n] = len(seen.captured_queries)
    assert cost[0] == cost[199] <= 4
    with clock.office_time():
        pages = [work(viewer, Which.POOL, number) for number in (1, 2, 3, 4, 5)]
    assert [len(p.lines) for p in pages] == [PAGE] * 4 + [0] and {p.count for p in pages} == {200}
    lines = [line for p in pages for line in p.lines]
    assert len({line.application_id for line in lines}) == 200
    limits = [line.until for line in lines]
    assert limits == sorted(limits, key=lambda at: (at is None, at))


def test_who_has_which_lists(scene: Scene) -> None:
    """A hall's checker waits for no other office; a hall manager sees what is in whose hands."""
    assert lists_of(scene.office.actor("registrar1")) == ALL
    assert Which.TROUBLE not in lists_of(scene.office.actor("checker1"))
    assert lists_of(scene.office.actor("manager1")) == (Which.COLLEAGUES,)
    assert Step.objects.filter(claimed_by__isnull=False).count() == 0
