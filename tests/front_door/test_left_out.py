"""What a run leaves out is said at its end, from every worker and once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools import run_tests

ROOT = Path(__file__).resolve().parents[2]

TESTS = """
import pytest
from tests.left_out import left_out, skip_without

@pytest.mark.parametrize("number", range(6))
def test_in_any_worker(number):
    left_out("the reference", "../shared is missing")

def test_that_skips():
    skip_without("the kiosk", "no printer here")

def test_that_skips_without_a_word():
    pytest.skip("it is Sunday")

@pytest.mark.xfail(reason="known")
def test_that_is_expected_to_fail():
    raise AssertionError
"""
MODULE = 'import pytest\npytest.skip("no card reader", allow_module_level=True)\n'
EXPECTED = [
    ["the kiosk", "no printer here"],
    ["the reference", "../shared is missing"],
    ["1 test", "it is Sunday"],
    ["1 test", "no card reader"],
]


@pytest.mark.parametrize("workers", ["0", "2"])
def test_it_is_printed_and_written_down(tmp_path: Path, workers: str) -> None:
    (tmp_path / "test_some.py").write_text(TESTS)
    (tmp_path / "test_other.py").write_text(MODULE)
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --import-mode=importlib\n")
    report = tmp_path / "left_out.json"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    argv = ["-p", "tests.left_out", "-n", workers, "-p", "no:cacheprovider", "-c", str(tmp_path / "pytest.ini")]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *argv, str(tmp_path)],
        cwd=ROOT,
        env={**environment, "YIMEN_LEFT_OUT": str(report)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert json.loads(report.read_text()) == EXPECTED
    lines = [line for line in done.stdout.splitlines() if line]
    start = next(number for number, line in enumerate(lines) if "left out of this run" in line)
    assert lines[start + 1 : start + 5] == [": ".join(pair) for pair in EXPECTED]


def test_the_last_lines_of_a_run_say_what_was_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    run = run_tests.Run(took={"tests": 2.0}, left_out=[("browser tests (tests/browser)", "BROWSER=0")])
    assert run_tests.close(run) == 0
    assert capsys.readouterr().out.endswith("Left out:\n  browser tests (tests/browser): BROWSER=0\n")
    assert run_tests.close(run_tests.Run(failed=["types"])) == 1
    assert capsys.readouterr().out.endswith("FAILED: types\nLeft out: nothing.\n")


def test_without_chromium_a_user_is_told_what_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(SystemExit) as stop:
        run_tests.chromium_or_stop()
    assert "apt-get install -y -qq --no-install-recommends chromium" in str(stop.value)
    assert "make test BROWSER=0" in str(stop.value)


def test_without_chromium_root_has_it_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []

    def run(argv: list[str], **more: object) -> subprocess.CompletedProcess[str]:
        ran.append(argv)
        return subprocess.CompletedProcess(argv, 0, "", "")

    def which(name: str) -> str | None:
        return f"/usr/bin/{name}" if name == "apt-get" or (name == "chromium" and len(ran) == 2) else None

    monkeypatch.setattr("shutil.which", which)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("subprocess.run", run)
    assert run_tests.chromium_or_stop() == "/usr/bin/chromium"
    assert [argv[:2] for argv in ran] == [["apt-get", "update"], ["apt-get", "install"]]


def test_only_is_a_path_or_words() -> None:
    assert run_tests.pytest_arguments("tests/front_door -x", browser=True)[-2:] == ["tests/front_door", "-x"]
    assert run_tests.pytest_arguments("taken port", browser=False)[-3:] == [
        "-k",
        "taken and port",
        "--ignore=tests/browser",
    ]
