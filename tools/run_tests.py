"""Runs every check and test, says what each part took, and ends with what was left out and why.

`make test` calls it after set-up. It must never leave something out without saying so in its last lines.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
REPORT = ROOT / "build" / "left_out.json"
WORKERS = "2"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
INSTALL = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]
LINT = {
    "style": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
    "floors": ["lint-imports"],
}


@dataclass
class Run:
    """What has been run so far: seconds per part, failed parts, parts left out with the reason."""

    took: dict[str, float] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)

    def part(self, name: str, argv: Sequence[str], environment: dict[str, str] | None = None) -> None:
        """Run one part in the checkout with its output on the screen."""
        print(f"\n== {name}: {shlex.join(argv)}", flush=True)
        started = time.monotonic()
        code = subprocess.run([BIN / argv[0], *argv[1:]], cwd=ROOT, env=environment, check=False).returncode
        self.took[name] = time.monotonic() - started
        if code != 0:
            self.failed.append(name)


def find_chromium() -> str | None:
    """Return the path of the first Chromium found, None when there is none."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def chromium_or_stop() -> str:
    """Return Chromium's path; as root install it from Debian, otherwise say what to run and stop.

    Raises:
        SystemExit: it is missing and cannot be installed from here.
    """
    if path := find_chromium():
        return path
    command = f"apt-get update && {shlex.join(INSTALL)}"
    otherwise = f"Run as root:\n\n    {command}\n\nor leave the browser tests out: make test BROWSER=0"
    if os.geteuid() != 0:
        sys.exit(f"The browser tests need Chromium, and there is none here. {otherwise}")
    if shutil.which("apt-get") is None:
        sys.exit(f"The browser tests need Chromium, and this system has no apt-get to install it. {otherwise}")
    print("Installing Chromium from Debian for the browser tests (about 100 MB) …", flush=True)
    started, quiet = time.monotonic(), {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for argv in (["apt-get", "update", "-qq"], INSTALL):
        done = subprocess.run(argv, env=quiet, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            end = "\n".join((done.stdout + done.stderr).splitlines()[-10:])
            sys.exit(f"{shlex.join(argv)} failed:\n{end}\n{otherwise}")
    print(f"Chromium installed in {time.monotonic() - started:.0f} s.", flush=True)
    if path := find_chromium():
        return path
    sys.exit(f"Chromium was installed, and there is still none in PATH. {otherwise}")


def pytest_arguments(only: str | None, browser: bool) -> list[str]:
    """Return pytest's arguments. `only` is paths and options for pytest, or words in a test's name.

    >>> pytest_arguments("taken port", browser=True)[-2:]
    ['-k', 'taken and port']
    >>> pytest_arguments("accept or refuse", browser=True)[-2:]
    ['-k', 'accept or refuse']
    """
    argv = ["-n", WORKERS, "--dist", "loadgroup", "-p", "tests.left_out", "--doctest-modules"]
    argv.append("--ignore=src/yimen/site/wsgi.py")  # holds no example, and importing it is starting the site
    if only:
        words = shlex.split(only)
        if any((ROOT / word.split("::")[0]).exists() for word in words if not word.startswith("-")):
            return [*argv, *words]
        said = {"and", "or", "not"} & set(words)
        argv += ["-k", only if said else " and ".join(words)]
    if not browser:
        argv.append("--ignore=tests/browser")
    return argv


def run_tests(run: Run, only: str | None, browser: bool) -> None:
    """Run pytest and take over what its tests say they left out."""
    environment = {**os.environ, "YIMEN_LEFT_OUT": str(REPORT)}
    if browser:
        environment["YIMEN_CHROMIUM"] = find_chromium() or ""
    else:
        environment["BROWSER"] = "0"
        run.left_out.append(("browser tests (tests/browser)", "BROWSER=0"))
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.unlink(missing_ok=True)
    run.part("tests", ["python", "-m", "pytest", *pytest_arguments(only, browser)], environment)
    if REPORT.exists():
        run.left_out += [(name, why) for name, why in json.loads(REPORT.read_text(encoding="utf-8"))]


def close(run: Run) -> int:
    """Print times, failures and what was left out (last), and return the exit code."""
    print("\n== " + ", ".join(f"{name} {seconds:.1f} s" for name, seconds in run.took.items()))
    print(f"FAILED: {', '.join(run.failed)}" if run.failed else "All that ran is green.")
    print("Left out: nothing." if not run.left_out else "Left out:")
    for name, why in run.left_out:
        print(f"  {name}: {why}")
    return 1 if run.failed else 0


def main() -> int:
    """Run what the arguments ask for, everything by default."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-browser", action="store_true", help="leave the browser tests out")
    parser.add_argument("--no-lint", action="store_true", help="run the tests only")
    parser.add_argument("--only-lint", action="store_true", help="run no test")
    parser.add_argument("--only", metavar="PATH|WORDS", help="run these tests only, without the other checks")
    asked = parser.parse_args()
    run, browser = Run(), not asked.no_browser
    if browser and not asked.only and not asked.only_lint:
        chromium_or_stop()  # first, so that a missing browser is known before minutes have passed
    if asked.no_lint or asked.only:
        run.left_out.append(("style, types and floors", "--no-lint" if asked.no_lint else f"ONLY={asked.only}"))
    else:
        for name, argv in LINT.items():
            run.part(name, argv)
    if not asked.only_lint:
        run_tests(run, asked.only, browser)
    return close(run)


if __name__ == "__main__":
    sys.exit(main())
