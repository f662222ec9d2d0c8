"""One instance on one machine for trying and testing: its folder, databases, keys, ports, systems and programs.

Production has its own server, keys and processes (docs/how-to/install.md); the programs and variables are the same.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from yimen.site.databases import ensure_database, on_database
from yimen.site.ports import free_port
from yimen.site.processes import Program

ROOT = Path(__file__).resolve().parents[3]
SIMULATED = ("housing", "tax", "registry", "utilities", "terminal")
"""The departments' systems that stand-ins play here; `registry` has a front-end database besides its own."""

_FIRST_PORTS = {"web": 8000, "housing": 8101, "tax": 8102, "registry": 8103, "utilities": 8104, "terminal": 8105}


@dataclass(frozen=True)
class Instance:
    """Where an instance lives. `server` is the URL of a PostgreSQL server on which it may make databases."""

    folder: Path
    server: str
    prefix: str = ""
    seeds: Sequence[int] = ()
    ports: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def make(cls, folder: Path, server: str, *, prefix: str = "", seeds: Sequence[int] = ()) -> Instance:
        """Return an instance with free ports, its folder, keys and databases made when missing."""
        made = cls(folder, server, prefix, seeds, {name: free_port(port) for name, port in _FIRST_PORTS.items()})
        folder.mkdir(parents=True, exist_ok=True)
        made._write_secrets()
        made._write_signing_keys()
        for name in ("yimen", "front", *SIMULATED):
            ensure_database(server, made._database(name))
        made._write_systems()
        return made

    @property
    def url(self) -> str:
        """Return where the site answers."""
        return f"http://127.0.0.1:{self.ports['web']}"

    def dsn(self, name: str = "yimen") -> str:
        """Return the URL of one of the instance's databases."""
        return on_database(self.server, self._database(name))

    @property
    def environment(self) -> dict[str, str]:
        """Return the variables under which the instance's programs run."""
        return {
            "DJANGO_SETTINGS_MODULE": "yimen.site.settings",
            "DATABASE_URL": self.dsn(),
            "YIMEN_INSTANCE": str(self.folder),
            "YIMEN_PUBLIC_URL": self.url,
            "YIMEN_ASSETS": os.environ.get("YIMEN_ASSETS", str(ROOT / "var" / "assets")),
        }

    def programs(self) -> list[Program]:
        """Return everything that runs: the departments' stand-ins, then web, relay and worker."""
        python = sys.executable
        own = {
            "web": (
                *(python, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"),
                *("--port", str(self.ports["web"]), "--workers", "2", "--blocking-threads", "4"),
                *("--respawn-failed-workers", "--no-ws", "yimen.site.wsgi:application"),
            ),
            "relay": (python, "-m", "yimen.site.cli", "relay"),
            "worker": (python, "-m", "yimen.site.cli", "worker"),
        }
        simulated = [Program(name, self._simulator(name), folder=ROOT) for name in SIMULATED]
        return [*simulated, *(Program(name, argv, self.environment, folder=ROOT) for name, argv in own.items())]

    def health(self) -> dict[str, str]:
        """Return the address at which each program that has one says it is well."""
        return {"web": f"{self.url}/sign-in/"} | {name: f"{self._url_of(name)}/_health" for name in SIMULATED}

    def _simulator(self, name: str) -> tuple[str, ...]:
        seeds = ("--seeds", ",".join(map(str, self.seeds))) if self.seeds else ()
        extra = {
            "housing": ("--secret", self._systems()["housing"]["secret"]),
            "registry": ("--front-dsn", self.dsn("front")),
        }
        own = ("--port", str(self.ports[name]), "--dsn", self.dsn(name))
        return (sys.executable, "-m", f"simulators.{name}", *own, *seeds, *extra.get(name, ()))

    def _url_of(self, name: str) -> str:
        return f"http://127.0.0.1:{self.ports[name]}"

    def _database(self, name: str) -> str:
        return f"{self.prefix}{name if name == 'yimen' else f'department_{name}'}"

    def _write_secrets(self) -> None:
        from yimen.kernel.crypto import write_key_file

        if not (self.folder / "keys.json").exists():
            write_key_file(self.folder / "keys.json")
        secret = self.folder / "secret.txt"
        if not secret.exists():
            secret.touch(mode=0o600)
            secret.write_text(secrets.token_urlsafe(48), encoding="utf-8")

    def _write_signing_keys(self) -> None:
        from yimen.site.region import read_profile, trial_signing_keys

        trial_signing_keys(read_profile(ROOT / "regions" / "440604", with_staff=False), self.folder / "signing")

    def _systems(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = json.loads((self.folder / "systems.json").read_text(encoding="utf-8"))
        return found

    def _write_systems(self) -> None:
        file = self.folder / "systems.json"
        known = self._systems()["housing"]["secret"] if file.exists() else secrets.token_hex(32)
        systems = {
            "housing": {
                "url": self._url_of("housing"),
                "secret": known,
                "callback_url": f"{self.url}/inbound/housing/",
            },
            "tax": {"wsdl": f"{self._url_of('tax')}/service?wsdl"},
            "registry": {"front_dsn": self.dsn("front")},
            "utilities": {"url": self._url_of("utilities")},
            "terminal": {"url": self._url_of("terminal")},
        }
        file.touch(mode=0o600)
        file.write_text(json.dumps(systems, indent=1), encoding="utf-8")
