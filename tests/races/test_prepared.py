"""Two windows with one code, and many guesses at one moment: one draft, and never more answers than allowed."""

from __future__ import annotations

from functools import partial

from tests.races.rivals import one_wins, rivals, rounds
from tests.races.scene import Scene
from yimen.cases.actions.adopt import adopt
from yimen.cases.actions.erase import erase
from yimen.cases.actions.inquire import inquire
from yimen.cases.actions.prepare import prepare
from yimen.cases.models import Application, Attempt, Preparation
from yimen.doors.portal.visitor import ANYBODY
from yimen.kernel.errors import Conflict, NotFound, TooOften
from yimen.kernel.words import Words

PEOPLE = {"seller": 1, "buyer": 2}


def _adopt(code: str, scene: Scene, username: str, window: int) -> object:
    """Take a code over; who came so late that there was nothing to lock counts as told."""
    try:
        return adopt(code=code, actor=scene.office.actor(username, window))
    except NotFound as late:
        raise Conflict(late.words) from None


def _erase(code: str) -> object:
    try:
        return erase(code=code, actor=ANYBODY)
    except NotFound as late:
        raise Conflict(late.words) from None


def test_two_windows_take_the_same_code_over(scene: Scene) -> None:
    """One draft, one winner; nothing of the content is left."""
    with rivals() as both:
        for done in rounds():
            code = prepare(bundle="house_sale", counts=PEOPLE, answers={"deal.price": "1000"}, actor=ANYBODY)
            one_wins(both.at_once(partial(_adopt, code, scene, "clerk1", 7), partial(_adopt, code, scene, "clerk2", 8)))
            assert Application.objects.count() == done + 1
            assert not Preparation.objects.filter(content_sealed__isnull=False).exists()


def test_she_erases_while_a_window_takes_over(scene: Scene) -> None:
    """Either a draft or nothing, never both."""
    with rivals() as both:
        for _ in rounds():
            before = Application.objects.count()
            code = prepare(bundle="house_sale", counts=PEOPLE, answers={}, actor=ANYBODY)
            winner = one_wins(both.at_once(partial(_adopt, code, scene, "clerk1", 7), partial(_erase, code)))
            assert Application.objects.count() == before + (winner == 0)


def _guess(number: str, places: str) -> object:
    try:
        return inquire(receipt_no=number, last_four=places, address=f"10.0.0.{places}", actor=ANYBODY)
    except NotFound:
        return "answered"
    except TooOften as closed:
        raise Conflict(Words(closed.words.zh, closed.words.en)) from None


def test_guesses_at_one_moment_count_one_by_one(scene: Scene) -> None:
    """Of twelve wrong guesses at the same moment five are answered: the count is kept under a lock."""
    assert scene.clerk
    with rivals(12) as many:
        for n in list(rounds())[:5]:
            number = f"440604-260302-{n:07d}"
            results = many.at_once(*[partial(_guess, number, f"{k:04d}") for k in range(12)])
            assert sum(r == "answered" for r in results) == 5, results
    assert Attempt.objects.filter(is_right=False).count() == 5 * min(5, len(rounds()))
