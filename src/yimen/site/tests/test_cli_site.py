"""A demo that runs again on a kept district sells another house, and knows which."""

from __future__ import annotations

from pathlib import Path

import pytest

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
