"""Set-up: a step is done once, again when what it depends on or what it made has changed, and says why it stops."""

from __future__ import annotations

import doctest
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.left_out import skip_without
from tools import assets, run_tests, setup
from tools.setup import Step, carry_out

ROOT = Path(__file__).resolve().parents[2]


class Workshop:
    """A step that copies one file and counts how often it was carried out."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(setup, "LOGS", folder / "logs")
        (folder / "logs").mkdir()
        self.source, self.made, self.stamp = folder / "source", folder / "made", folder / "stamps" / "copy"
        self.source.write_text("one")
        self.times = 0

    def copy(self, log: Path) -> None:
        self.times += 1
        self.made.write_text(self.source.read_text())

    def run(self, *also: Path) -> int:
        return carry_out([Step("copy", self.stamp, (self.source, "v1"), (self.made,), self.copy, also=also)])


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    return Workshop(tmp_path, monkeypatch)


def test_a_second_run_does_nothing_and_says_so(workshop: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    assert workshop.run() == 0
    assert "[1/1] copy: " in capsys.readouterr().out
    assert workshop.run() == 0
    assert "all 1 steps were done before" in capsys.readouterr().out
    assert workshop.times == 1


def test_a_changed_input_or_a_missing_result_is_done_again(workshop: Workshop) -> None:
    workshop.run()
    workshop.source.write_text("two")
    workshop.run()
    assert (workshop.times, workshop.made.read_text()) == (2, "two")
    workshop.made.unlink()
    workshop.run()
    assert (workshop.times, workshop.made.exists()) == (3, True)


def test_what_a_larger_set_up_did_counts(workshop: Workshop, tmp_path: Path) -> None:
    workshop.run()
    workshop.stamp.replace(tmp_path / "larger")
    workshop.run(tmp_path / "larger")
    assert workshop.times == 1


def test_a_failure_says_what_where_and_what_to_do(
    workshop: Workshop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(log: Path) -> None:
        setup.run([sys.executable, "-c", "print('fetching'); print('no route to host'); raise SystemExit(7)"], log)

    after = Step("after", tmp_path / "after", (), (), lambda log: pytest.fail("It went on."))
    broken = Step("fetch", tmp_path / "fetch", ("x",), (), fail, "Call the network people.")
    assert carry_out([broken, after]) == 1
    said = capsys.readouterr().out
    assert "Set-up stopped at: fetch. " in said
    for part in ("ended with code 7", "    fetching\n    no route to host", "Call the network people.", "fetch.log"):
        assert part in said
    assert not broken.is_done()


def test_a_program_that_is_missing_is_a_failure_not_a_crash(workshop: Workshop, tmp_path: Path) -> None:
    missing = Step("missing", tmp_path / "missing", (), (), lambda log: setup.run([tmp_path / "nowhere"], log))
    assert carry_out([missing]) == 1


def test_a_python_without_pip_is_given_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "PYTHON", tmp_path / "no" / "python")
    monkeypatch.setattr(setup, "VENV", tmp_path / "venv")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    made: list[list[object]] = []
    monkeypatch.setattr(setup, "run", lambda argv, log: made.append(argv))
    setup.make_venv(tmp_path / "log")
    assert [argv[1:] for argv in made] == [
        ["-m", "venv", "--without-pip", tmp_path / "venv"],
        [ROOT / "tools" / "bare_pip.py", tmp_path / "venv"],
    ]


def test_an_environment_of_a_checkout_that_moved_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    venv = tmp_path / "here" / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").symlink_to(sys.executable)
    (venv / "bin" / "activate").write_text("VIRTUAL_ENV=/elsewhere/.venv")
    (venv / "old").touch()
    monkeypatch.setattr(setup, "VENV", venv)
    monkeypatch.setattr(setup, "PYTHON", venv / "bin" / "python")
    made: list[object] = []
    monkeypatch.setattr(setup, "run", lambda argv, log: made.append(argv))
    setup.make_venv(tmp_path / "log")
    assert made and not venv.exists()


@pytest.mark.parametrize("kind", ["demo", "test", "all"])
def test_every_input_of_a_step_is_there_and_what_it_makes_is_ignored_by_git(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("DATABASE_URL", "TEST_DATABASE_URL"):
        monkeypatch.delenv(variable, raising=False)
    ignored = [line.strip("/") for line in (ROOT / ".gitignore").read_text().split()]
    for step in setup.steps(kind):
        setup.digest(*step.inputs)
        for path in (step.stamp, *step.also, *step.makes):
            assert path.relative_to(ROOT).parts[0] in ignored, path


def test_a_demo_needs_no_test_tools_and_a_test_satisfies_a_demo() -> None:
    demo = next(step for step in setup.steps("demo") if step.name == "Python packages")
    test = next(step for step in setup.steps("test") if step.name == "Python packages")
    assert test.stamp in demo.also
    assert {path.name for path in test.makes} - {path.name for path in demo.makes} >= {"pytest"}


def test_a_server_of_ones_own_needs_no_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_DATABASE_URL", "postgresql://somewhere/x")
    step = setup.database_step("test")
    assert step.makes == ()
    assert "your own" in step.name


def test_pips_settings_reach_uv_and_npm(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_INDEX", "SSL_CERT_FILE", "HTTPS_PROXY"):
        monkeypatch.delenv(variable, raising=False)
    listed = (
        "global.index-url='https://mirror.example/simple'\n"
        "global.extra-index-url='https://a.example/simple\\nhttps://b.example/simple'\n"
        "global.cert='/etc/ca.crt'\n"
        "global.proxy='http://proxy:3128'\n"
        ":env:.cert='/mine.crt'\n"
    )
    settings = setup.read_pip_settings(listed)
    told = setup.package_environment(settings)
    assert setup.has_mirror(settings)
    assert told["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
    assert told["UV_INDEX"] == "https://a.example/simple https://b.example/simple"
    assert told["SSL_CERT_FILE"] == "/mine.crt"
    assert told["HTTPS_PROXY"] == "http://proxy:3128"
    monkeypatch.setenv("SSL_CERT_FILE", "/set/already.crt")
    assert setup.package_environment(settings)["SSL_CERT_FILE"] == "/set/already.crt"


@pytest.mark.parametrize("index", [None, "https://pypi.org/simple", "https://pypi.org/simple/"])
def test_pypi_is_no_mirror(index: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_INDEX"):
        monkeypatch.delenv(variable, raising=False)
    settings = {"index-url": index} if index else {}
    assert not setup.has_mirror(settings)
    assert "UV_INDEX" not in setup.package_environment({**settings, "extra-index-url": "file:///somewhere"})


@pytest.mark.parametrize("module", [setup, assets, run_tests])
def test_the_examples_in_the_tools_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def test_an_icon_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="'nosuch'"):
        assets.sprite(["nosuch"], tmp_path)


def test_the_list_of_icons_is_sorted_and_has_no_double() -> None:
    names = assets.icon_names((ROOT / "tools" / "icons.txt").read_text())
    assert names == sorted(set(names))


def test_the_files_for_browsers_name_no_file_that_is_not_served() -> None:
    if not assets.VENDOR.exists():
        skip_without("files for browsers", "var/assets is missing; run make setup")
    for name in assets.SERVED:
        assert "sourceMappingURL" not in (assets.VENDOR / name).read_text(), name
    sprite = (assets.VENDOR / "icons.svg").read_text()
    assert sprite.count("<symbol ") == len(assets.icon_names((ROOT / "tools" / "icons.txt").read_text()))


def test_rare_characters_of_names_can_be_printed(tmp_path: Path) -> None:
    folder = setup.VAR / "assets" / "fonts"
    if not folder.exists() or importlib.util.find_spec("uharfbuzz") is None:
        skip_without("Chinese fonts", "var/assets/fonts or uharfbuzz is missing; run make setup")
    import typst
    import uharfbuzz

    rare = "㙟𠮷𬭎龘"
    for style in ("Regular", "Bold"):
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(folder / f"NotoSansSC-{style}.otf"))
        assert {ord(character) for character in rare} <= set(face.unicodes)
    page = tmp_path / "page.typ"
    page.write_text(f'#set text(font: "Noto Sans SC", fallback: false)\n{rare} *{rare}*\n', encoding="utf-8")
    printed = typst.compile(page, font_paths=[folder], ignore_system_fonts=True)
    assert b"NotoSansSC-Regular" in printed
    assert b"NotoSansSC-Bold" in printed


def test_the_wrong_python_is_told_which_one_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "OLDEST", (3, 98))
    monkeypatch.setattr(setup, "TOO_NEW", (3, 99))
    with pytest.raises(SystemExit, match="Yimen needs Python"):
        setup.right_python()


def test_it_runs_with_the_standard_library_alone() -> None:
    argv = [sys.executable, "-I", "-S", str(ROOT / "tools" / "setup.py")]
    answer = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stdout) == (2, "Usage: python3 tools/setup.py demo|test|all\n")


def test_every_icon_that_a_page_draws_is_in_the_list() -> None:
    """One that is not would leave a hole in a button."""
    listed = set(assets.icon_names((ROOT / "tools" / "icons.txt").read_text()))
    pages = (ROOT / "src" / "yimen" / "doors").rglob("*.html")
    drawn = {name for page in pages for name in re.findall(r'{% icon "([a-z0-9-]+)"', page.read_text(encoding="utf-8"))}
    assert drawn - listed == set()
