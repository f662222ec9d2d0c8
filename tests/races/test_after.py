"""Two people at the same moment at what ends a case or opens it again: one does it, the other is told so."""

from __future__ import annotations

from datetime import date
from functools import partial

from tests.aftercase import at_approval, cases, refused
from tests.races.rivals import one_wins, rivals, rounds
from tests.races.scene import Scene
from yimen.cases.actions.approve import approve
from yimen.cases.actions.reopen import Order, reopen
from yimen.cases.actions.transfer import Authority, transfer
from yimen.cases.models import Case, Turn
from yimen.kernel.models import JournalEntry
from yimen.notices.models import Document

DAY = date(2026, 3, 2)
ORDER = Order("court", "禅城区人民法院", "（2026）粤0604行初12号", DAY, DAY, "责令重新作出决定。")
FEW = rounds()[:4]
"""Rounds: each needs an application of its own."""


def test_the_same_order_is_entered_twice(scene: Scene) -> None:
    """One turn, one entry, one notice, one new attempt."""
    actors = [scene.office.actor(name) for name in ("approver1", "approver2")]
    with rivals() as both:
        for n in FEW:
            case = refused(scene.office, cases(scene.office, "reviewed_case", 7400 + n)[0])
            one_wins(both.at_once(*[partial(reopen, case_id=case.id, order=ORDER, actor=a) for a in actors]))
            (turn,) = Turn.objects.filter(case=case.id)
            assert JournalEntry.objects.filter(subject_id=case.id, verb="reopen").count() == 1
            assert Document.objects.filter(source_id=turn.id).count() == 1
            assert set(case.steps.filter(code__in=["examine", "approve"]).values_list("attempt", flat=True)) == {2}


def test_sent_away_against_approved(scene: Scene) -> None:
    """It ends one way, with that way's paper and no other."""
    first, second = scene.office.actor("approver1"), scene.office.actor("approver2")
    to = Authority("南海区自然资源局", "佛山市南海区示范路1号")
    with rivals() as both:
        for n in FEW:
            case = at_approval(scene.office, cases(scene.office, "reviewed_case", 7450 + n)[0])
            away = partial(transfer, case_id=case.id, to=to, reason="不属本区。", basis="第三条", actor=second)
            winner = one_wins(both.at_once(partial(approve, case_id=case.id, actor=first), away))
            assert Case.objects.get(pk=case.id).state == ("granted", "transferred")[winner]
            assert Turn.objects.filter(case=case.id).count() == winner
