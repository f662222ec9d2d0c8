"""A demo that runs again on a kept district sells another house, and knows which."""

from __future__ import annotations

from pathlib import Path

import pytest

from demo.people import told
from simulators.population import sale
from yimen.site import cli_site


@pytest.mark.parametrize(
    ("sold", "asked", "taken"),
    [
        ((), 1, 1),
        ((1,), 1, 1001),
        ((1, 1001), 1, 2001),
        ((1001,), 1, 1),
        ((1,), 2, 2),
        ((39_500,), 39_500, 39_500),  # no further house has papers: the sale itself will say why it cannot be
    ],
)
def test_the_next_house_that_was_not_on_sale(
    sold: tuple[int, ...], asked: int, taken: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli_site, "DEMO", tmp_path)
    for seed in sold:
        (tmp_path / "papers-of-sales" / str(seed)).mkdir(parents=True)
    assert cli_site._unsold(asked) == taken


@pytest.mark.parametrize(("sold", "left"), [(1, 501), (39_500, 40_000), (39_501, 39_001), (40_000, 39_500)])
def test_another_house_is_left_for_the_visitor(sold: int, left: int) -> None:
    assert cli_site._yours(sold) == left


def test_people_and_house_of_a_seed_are_told() -> None:
    sold = sale(501)
    lines = told(501).splitlines()
    assert lines[0].split() == ["certificate", sold.house.cert_no]
    assert len(lines) == 1 + len(sold.sellers) + len(sold.buyers)
    for owner in (*sold.sellers, *sold.buyers):
        assert sum(owner.person.name in x and owner.person.id_number in x for x in lines) == 1
