"""Commands that run the site: `load`, `relay`, `worker`, `run`, `demo`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import TypeVar

import click

from yimen.site.embedded import EmbeddedError, Purpose
from yimen.site.embedded import start as start_server
from yimen.site.embedded import stop as stop_server
from yimen.site.instance import ROOT, Instance
from yimen.site.processes import ProcessError, Site, running

T = TypeVar("T")
DEMO = ROOT / "var" / "demo"
LAST_SEED = 40_000
YOURS = 500  # from the seed of the house that the demo sells to that of the house for the visitor
DEMO_PASSWORD = "yimen-demo"  # noqa: S105  (of a demo on the loopback, printed on the screen)
LOGINS = (
    ("clerk1", "窗口受理员 window clerk"),
    ("checker1", "核准员 second checker"),
    ("registrar1", "登记审查员 registry examiner"),
    ("approver1", "登记审批员 registry approver"),
    ("tax1", "税务审查员 tax examiner"),
    ("housing1", "住建审查员 housing examiner"),
    ("officer1", "示例事项审查员 examiner of the sample matters"),
    ("officer2", "示例事项审批员 approver of the sample matters"),
    ("manager1", "大厅主管 hall manager"),
)


def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.site.settings")
    import django

    django.setup()


@click.command()
@click.option(
    "--region", "folder", type=click.Path(path_type=Path, exists=True), help="Folder of the region's profile."
)
@click.option("--kind", type=click.Choice(["production", "demo", "test"]), default="production", show_default=True)
def load(folder: Path | None, kind: str) -> None:
    """Bring the database to the region's profile: tables, calendar, offices, catalogue. Runs again harmlessly."""
    _django()
    from django.conf import settings

    from yimen.site.load import DEMO_START
    from yimen.site.load import load as load_region
    from yimen.site.static import collect_static

    is_demo = kind != "production"
    profile = load_region(
        folder or settings.REGIONS / settings.REGION,
        kind=kind,
        password=DEMO_PASSWORD if is_demo else None,
        start=DEMO_START if is_demo else None,
    )
    collect_static()
    click.echo(f"Loaded region {profile.region} into a {kind} database.")


@click.command()
def relay() -> None:
    """Run what follows from what was done, and send messages to departments' systems, until stopped."""
    _django()
    from yimen.site.relay import run

    run(_until_told())


@click.command()
def worker() -> None:
    """Ask departments' systems for answers and do scheduled work, until stopped."""
    _django()
    from procrastinate.contrib.django import app

    import yimen.cases.tasks
    import yimen.doors.inbound.tasks
    import yimen.licences.tasks  # noqa: F401  (registers the tasks)

    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]  # of Django's connector
    with app.replace_connector(connector) as working:
        working.run_worker(
            concurrency=1, delete_jobs="successful", update_heartbeat_interval=5, stalled_worker_timeout=15
        )


@click.command()
@click.option("--seed", "seeds", type=int, multiple=True, help="Sales whose houses and people the departments know.")
def run(seeds: tuple[int, ...]) -> None:
    """Start the demo district and sell nothing; Ctrl-C stops all of it."""
    _run(seeds, None)


@click.command()
@click.option("--check", is_flag=True, help="Stop after the sale; exit 0 only if all of it went through.")
@click.option("--seed", type=click.IntRange(1, LAST_SEED), default=1, show_default=True, help="Which house and people.")
def demo(check: bool, seed: int) -> None:
    """Start the demo district, sell one house through its doors, and leave the site up until Ctrl-C."""
    unsold = _unsold(seed)
    if unsold != seed:
        click.echo(f"  the house of seed {seed} was on sale here before; this time that of seed {unsold}")
    _run((unsold, _yours(unsold)), (unsold, check))


def _unsold(seed: int) -> int:
    """Return the seed, or the first a thousand further each whose house was not on sale in this district yet."""
    while _papers(seed).exists() and seed + 1000 <= LAST_SEED:
        seed += 1000
    return seed


def _yours(seed: int) -> int:
    """Return the seed of the house that is left for whoever looks on to sell by hand."""
    return seed + YOURS if seed + YOURS <= LAST_SEED else seed - YOURS


def _papers(seed: int) -> Path:
    return DEMO / "papers-of-sales" / str(seed)


def _run(seeds: tuple[int, ...], sale: tuple[int, bool] | None) -> None:
    try:
        server = os.environ.get("DATABASE_URL") or _timed("PostgreSQL", _own_server)
        instance = Instance.make(DEMO, server, seeds=seeds)
        _timed("demo district loaded", lambda: _load(instance))
        with running(DEMO, instance.programs()) as site:
            _timed("web, relay, worker, departments", lambda: site.wait_until_healthy(instance.health()))
            code = _sell(instance, *sale) if sale else 0
            if sale and sale[1]:
                sys.exit(code)
            _stay(site, instance, seeds[-1] if seeds else None)
    except (EmbeddedError, ProcessError) as error:
        raise click.ClickException(str(error)) from None
    except KeyboardInterrupt:
        click.echo("\nStopped.")
    finally:
        stop_server(DEMO / "pg")


def _own_server() -> str:
    """Start the embedded server; with DATABASE_URL set the demo's databases are made on that server instead."""
    return start_server(DEMO / "pg", Purpose.DEMO).dsn()


def _timed(what: str, do: Callable[[], T]) -> T:
    """Do a part of starting up and print what it took."""
    started = time.monotonic()
    result = do()
    click.echo(f"  {what:<36} {time.monotonic() - started:5.1f} s")
    return result


def _load(instance: Instance) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "yimen.site.cli", "load", "--kind", "demo"],
        env={**os.environ, **instance.environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise ProcessError(f"The demo district could not be loaded:\n{done.stdout}{done.stderr}")


def _sell(instance: Instance, seed: int, is_check: bool) -> int:
    """Let the demo's citizens and staff sell the house; they speak HTTP only."""
    argv = [sys.executable, "-m", "demo", "--url", instance.url, "--seed", str(seed), "--password", DEMO_PASSWORD]
    argv += ["--papers", str(_papers(seed))]
    code = subprocess.run(argv, cwd=ROOT, check=False).returncode  # noqa: S603  (our own program)
    if code and not is_check:
        click.echo("The sale did not go through; the site stays up so that you can look.")
    return code


def _stay(site: Site, instance: Instance, yours: int | None) -> None:
    click.echo(f"\n  {instance.url}/   password of all: {DEMO_PASSWORD}\n")
    for name, who in LOGINS:
        click.echo(f"  {name:<11} {who}")
    click.echo(f"\n  {instance.url}/portal/   for citizens, without signing in")
    if yours is not None:
        click.echo(f"\nA house for you to sell (seed {yours}):")
        subprocess.run([sys.executable, "-m", "demo.people", str(yours)], cwd=ROOT, check=False)  # noqa: S603  (our own program)
    click.echo("\nCtrl-C stops everything that was started.")
    site.wait()


def _until_told() -> threading.Event:
    stop = threading.Event()

    def told(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  (the shape of a handler)
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, told)
    return stop
