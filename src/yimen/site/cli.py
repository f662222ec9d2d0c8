"""The command line `yimen`: names of commands and where they are. Imports a command only when it is called.

Never imports Django: a command that needs it does so inside its function. To add a command, add a line to
`COMMANDS`; a pack adds its own by having a module `cli` with a click command `main`, found through the entry
points `yimen.packs`."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

COMMANDS: Mapping[str, str] = {
    "accounts": "yimen.site.cli_accounts:accounts",
    "calendar": "yimen.site.cli_calendar:calendar",
    "catalogue": "yimen.site.cli_catalogue:catalogue",
    "clock": "yimen.site.cli_clock:clock",
    "decide": "yimen.site.cli_decide:decide",
    "demo": "yimen.site.cli_site:demo",
    "device": "yimen.device.cli:device",
    "load": "yimen.site.cli_site:load",
    "relay": "yimen.site.cli_site:relay",
    "run": "yimen.site.cli_site:run",
    "table": "yimen.site.cli_decide:table",
    "worker": "yimen.site.cli_site:worker",
}


@cache
def pack_folders() -> Mapping[str, tuple[str, Path]]:
    """Return module and folder of each installed pack by its name, without importing it."""
    found: dict[str, tuple[str, Path]] = {}
    for point in sorted(entry_points(group="yimen.packs"), key=lambda p: p.name):
        spec = find_spec(point.module)
        if spec is not None and spec.submodule_search_locations:
            found[point.name] = (point.module, Path(next(iter(spec.submodule_search_locations))))
    return found


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, of the house and of the packs."""
        return sorted({*super().list_commands(ctx), *COMMANDS, *_pack_commands()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a name, importing its module; None when there is none."""
        target = COMMANDS.get(cmd_name) or _pack_commands().get(cmd_name)
        if target is None:
            return super().get_command(ctx, cmd_name)
        module, _, name = target.partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command), f"{target} is no command"
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a database that does not answer ends it with a sentence and what to do."""
        try:
            return super().invoke(ctx)
        except Exception as problem:
            from psycopg import OperationalError

            if not isinstance(problem.__cause__ or problem, OperationalError):
                raise
            told = " ".join(str(problem).split())
            raise click.ClickException(
                f"数据库连不上，请检查 DATABASE_URL。The database does not answer; see DATABASE_URL. ({told})"
            ) from None


@click.group(cls=LazyGroup)
@click.version_option(package_name="yimen")
def main() -> None:
    """一门 Yimen: one window, one pile, every department behind the door."""


def _pack_commands() -> dict[str, str]:
    return {
        name: f"{module}.cli:main" for name, (module, folder) in pack_folders().items() if (folder / "cli.py").is_file()
    }


if __name__ == "__main__":
    main()
