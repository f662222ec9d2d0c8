"""`yimen clock due`: what it prints, what it refuses, and that it asks no database while the shipped years suffice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from yimen.site.cli_clock import due

ASKED = ("--start", "2026-02-10T09:30", "--limit", "20 working days")


def run(*argv: str, given: str | None = None) -> Result:
    return CliRunner().invoke(due, list(argv), input=given)


def told(*argv: str) -> Any:
    result = run(*argv)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_it_prints_the_date_and_the_sheet() -> None:
    answer = told(*ASKED, "--pause", "2026-02-24..2026-03-03", "--reason", "专家评审")
    assert (answer["due"], answer["provisional"]) == ("2026-03-25", False)
    assert (answer["counted"], answer["left_out"]) == (20, 23)
    pause = answer["lines"][7]
    assert pause == {
        "from": "2026-02-24",
        "to": "2026-03-03",
        "kind": "pause",
        "counted": 0,
        "left_out": 8,
        "total": 4,
        "zh": "暂停期间（专家评审），不计入",
        "en": "Paused (expert review), not counted",
        "reason": "专家评审",
        "notice": "",
        "article": "《行政许可法》第45条",
        "sure": "verified",
    }


def test_it_needs_neither_a_database_nor_django_while_the_shipped_years_suffice() -> None:
    """In a process of its own."""
    program = "import sys; from yimen.site.cli import main\ntry: main()\nfinally: assert 'django' not in sys.modules"
    without = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO_", "YIMEN_", "DATABASE_"))}
    done = subprocess.run(
        [sys.executable, "-c", program, "clock", "due", *ASKED],
        env=without, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["due"] == "2026-03-16"


def test_a_database_that_does_not_answer_leaves_the_date_provisional() -> None:
    env = {**os.environ, "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/nothing", "YIMEN_SECRET_KEY": "x" * 40}
    asked = ("--start", "2026-12-28T09:00", "--limit", "10 working days")
    done = subprocess.run(
        [sys.executable, "-m", "yimen.site.cli", "clock", "due", *asked],
        env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "does not answer" in done.stderr
    assert json.loads(done.stdout)["provisional"] is True


def test_a_pause_that_lasts_has_no_date_yet() -> None:
    answer = told(*ASKED, "--pause", "2026-02-12..", "--reason", "hearing")
    assert answer["due"] is None
    assert answer["lines"][-1]["to"] is None and "现在还没有到期日" in answer["lines"][-1]["zh"]


def test_a_limit_of_law_brings_its_length_articles_and_reasons() -> None:
    start = ("--start", "2026-03-02T09:00")
    assert told(*start, "--rule", "licensing.decision")["due"] == "2026-03-30"
    answer = told(
        *start, "--rule", "information.answer", "--pause", "2026-03-04..2026-03-06", "--reason", "consultation"
    )
    assert [line["article"] for line in answer["lines"] if line["kind"] == "pause"] == ["《政府信息公开条例》第33条"]
    refused = run(*start, "--rule", "licensing.decision", "--pause", "2026-03-04..", "--reason", "consultation")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert json.loads(refused.stderr)["error"]["code"] == "obstacle"


@pytest.mark.parametrize(
    ("argv", "field"),
    [
        ((), None),
        (("--start", "2026-02-10T09:30"), None),
        (("--limit", "20 working days"), None),
        ((*ASKED, "--batch", "-"), None),
        (("--start", "yesterday", "--limit", "1 minute"), "start"),
        (("--start", "2026-02-30", "--limit", "1 minute"), "start"),
        (("--start", "2026-02-10T24:30", "--limit", "1 minute"), "start"),
        (("--start", "0001-01-01", "--limit", "1 minute"), "start"),
        (("--start", "2026-02-10", "--limit", "twenty days"), None),
        (("--start", "2026-02-10", "--limit", "0 working days"), None),
        (("--start", "2026-02-10", "--limit", "-5 working days"), None),
        (("--start", "2026-02-10", "--limit", "100000 working days"), None),
        (("--start", "9999-12-01", "--limit", "60 working days"), None),
        ((*ASKED, "--pause", "2026-02-24"), "pause"),
        ((*ASKED, "--pause", "24 Feb..3 Mar"), "pause"),
        ((*ASKED, "--pause", "2026-03-03..2026-02-24"), None),
        ((*ASKED, "--pause", "2026-02-24..", "--reason", "等其他部门"), "reason"),
        ((*ASKED, "--reason", "听证"), "reason"),
        ((*ASKED, "--extend", "10 natural days"), None),
        ((*ASKED, "--extend", "soon"), None),
        (("--start", "2026-02-10", "--rule", "no.such"), None),
        (("--start", "2026-02-10", "--rule", "licensing.renewal_decision"), None),
        (("--batch", "/no/such/file"), "batch"),
    ],
    ids=str,
)
def test_bad_input_is_one_sentence_and_exit_code_two(argv: tuple[str, ...], field: str | None) -> None:
    result = run(*argv)
    assert (result.exit_code, result.stdout) == (2, "")
    error = json.loads(result.stderr)["error"]
    assert error["zh"] and error["en"] and error["field"] == field


GOOD = {"start": "2026-02-10T09:30", "limit": "20 working days"}
WRONG: list[bytes] = [
    b"{",
    b"",
    b"[]",
    b"\xff",
    b'{"start": "2026-02-10T09:30"}',
    json.dumps({**GOOD, "limit": "20"}).encode(),
    json.dumps({**GOOD, "limit": 20}).encode(),
    json.dumps({**GOOD, "start": "2026-02-31"}).encode(),
    json.dumps({**GOOD, "pauses": [["2026-02-24"]]}).encode(),
    json.dumps({**GOOD, "pauses": [[None, None]]}).encode(),
    json.dumps({**GOOD, "pauses": ["2026-02-24..2026-03-03"]}).encode(),
    json.dumps({**GOOD, "pauses": [["2026-03-03", "2026-02-24"]]}).encode(),
    json.dumps({**GOOD, "pauses": [["2026-02-24", "2026-03-03", "等材料"]]}).encode(),
    json.dumps({**GOOD, "extend": "10 days"}).encode(),
    json.dumps({**GOOD, "more": 1}).encode(),
]


def test_a_batch_answers_every_line_in_order_and_goes_on_after_a_wrong_one(tmp_path: Path) -> None:
    paused = {**GOOD, "pauses": [["2026-02-24", "2026-03-03", "专家评审"]]}
    right = [GOOD, paused, {**paused, "extend": "10 working days"}, {**GOOD, "pauses": [["2026-02-12", None]]}]
    file = tmp_path / "asked.jsonl"
    lines = [json.dumps(right[0]).encode(), *WRONG, *(json.dumps(one).encode() for one in right[1:])]
    file.write_bytes(b"\n".join(lines) + b"\n")
    result = run("--batch", str(file))
    assert result.exit_code == 1
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    dates = [answer["due"] if "due" in answer else answer["error"]["code"] for answer in answers]
    assert dates == ["2026-03-16", *["bad_input"] * len(WRONG), "2026-03-25", "2026-04-09", None]
    assert all(answer["error"]["zh"] and answer["error"]["en"] for answer in answers if "error" in answer)


def test_a_batch_of_right_lines_ends_with_zero_and_gives_the_sheet_when_asked() -> None:
    given = json.dumps(GOOD) + "\n"
    short, long = run("--batch", "-", given=given), run("--batch", "-", "--lines", given=given)
    assert short.exit_code == long.exit_code == 0
    assert json.loads(short.stdout) == {"due": "2026-03-16", "provisional": False, "counted": 20, "left_out": 14}
    assert json.loads(long.stdout)["lines"] == told(*ASKED)["lines"]
