"""`yimen device`: start the bridge; `pair` it with the window; put test `card`s on the simulated reader."""

from __future__ import annotations

import json
import signal
import threading
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import click

from yimen.device import local
from yimen.device.bridge import PORT, Bridge, loopback
from yimen.device.pairing import site_origin
from yimen.device.said import No
from yimen.device.simulated import SimulatedReader, cards_by_name

OFF = "off"


@click.group(invoke_without_command=True)
@click.option("--simulated", is_flag=True, help="Use the reader without a device and its test cards.")
@click.option("--site", default="", help="The counter's address, such as https://yimen.example.")
@click.option("--port", default=PORT, show_default=True, help="The port the counter's pages ask (YIMEN_DEVICE_PORT).")
@click.option("--address", default="127.0.0.1", show_default=True, help="A loopback address; no other is taken.")
@click.option("--cards", type=click.Path(exists=True, dir_okay=False, path_type=Path), multiple=True,
              help="A file with further test cards.")  # fmt: skip
@click.pass_context
def device(ctx: click.Context, simulated: bool, site: str, port: int, address: str, cards: tuple[Path, ...]) -> None:
    """Lend this PC's card reader to the counter page it is paired with."""
    if ctx.invoked_subcommand:
        return
    if not simulated:
        raise click.ClickException(
            "没有装真读卡器的驱动，请加 --simulated。 No driver of a real reader is installed; use --simulated."
        )
    try:
        reader = SimulatedReader(cards_by_name(*cards))
        bridge = Bridge(loopback(address), port, reader, site_origin(site) if site else "")
    except (ValueError, OSError) as wrong:
        raise click.ClickException(str(wrong)) from wrong
    except No as no:
        raise click.ClickException(_sentence(no.as_json())) from no
    _serve(bridge)


def _serve(bridge: Bridge) -> None:
    bridge.local = local.open_to_own_user(bridge.server_port)
    for told in (signal.SIGINT, signal.SIGTERM):
        signal.signal(told, lambda *_: threading.Thread(target=bridge.shutdown, daemon=True).start())
    click.echo(f"读卡程序在 127.0.0.1:{bridge.server_port}，只供本机。 The bridge is on the loopback only.")
    click.echo("配对：在窗口页面看配对码，另开一个命令行输入 yimen device pair。 To pair: yimen device pair CODE")
    try:
        bridge.serve_forever(poll_interval=0.1)
    finally:
        bridge.server_close()
        bridge.reader.close()
        local.close()


@device.command()
@click.argument("code", default="")
@click.option("--site", default="", help="The counter's address, when the bridge was started without.")
def pair(code: str, site: str) -> None:
    """Pair with the window whose page shows CODE; without CODE it is asked for, so that nobody sees it in a list."""
    found = _ask("pair", {"code": code or click.prompt("配对码 Code"), "site": site})
    click.echo(f"已与 {found['site']} 的窗口配对，今天有效。 Paired for today.")


@device.command()
def unpair() -> None:
    """End the pairing."""
    _ask("unpair", {})
    click.echo("已取消配对。 No longer paired.")


@device.command()
@click.argument("name", default="")
def card(name: str) -> None:
    """Put the test card NAME on the simulated reader, `off` takes it off; without NAME the cards are listed."""
    if not name:
        for key, held in cards_by_name().items():
            click.echo(f"{key:<24}{held.name if held else '—'}")
        return
    _ask("card", {"name": "" if name == OFF else name})
    click.echo("证件已拿开。 Taken off." if name == OFF else f"已放上 {name}。 Put on.")


def _ask(what: str, body: dict[str, Any]) -> dict[str, Any]:
    """Tell the running bridge of this user something. Raises ClickException with its sentence."""
    try:
        bridge = local.find()
    except FileNotFoundError:
        raise click.ClickException("读卡程序没有运行，请先启动 yimen device。 The bridge is not running.") from None
    request = urllib.request.Request(
        f"http://127.0.0.1:{bridge.port}/own/{what}",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json", "Authorization": f"Bearer {bridge.secret}"},
    )
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(request, timeout=10) as answer:
            found: dict[str, Any] = json.load(answer)
            return found
    except urllib.error.HTTPError as refused:
        with refused:
            raise click.ClickException(_sentence(json.load(refused))) from None
    except OSError:
        raise click.ClickException(
            "读卡程序没有回答，请重新启动。 The bridge does not answer; start it again."
        ) from None


def _sentence(told: dict[str, Any]) -> str:
    return f"{told['zh']} {told['en']}"
