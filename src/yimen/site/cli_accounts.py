"""Commands on accounts: `yimen accounts token new`, `list`, `revoke`. The operator acts as the house."""

from __future__ import annotations

import os
from uuid import UUID

import click

OPERATOR = "operator"


@click.group()
def accounts() -> None:
    """Accounts of people and machines."""


@accounts.group()
def token() -> None:
    """Bearer tokens of the machines' door (/api/v1/)."""


@token.command()
@click.option("--account", required=True, help="Whose posts the token has.")
@click.option("--name", required=True, help="Which system uses it.")
@click.option("--days", type=int, default=90, show_default=True, help="How long it lasts.")
@click.option("--window", help="The window its verbs are done at, such as hall-natural-07.")
def new(account: str, name: str, days: int, window: str | None) -> None:
    """Grant a token and show it, once."""
    _django()
    from yimen.accounts.actions.grant_token import grant_token
    from yimen.kernel.actor import house
    from yimen.kernel.errors import YimenError
    from yimen.people.reads import windows

    if window is not None and window not in windows():
        raise click.ClickException(f"没有窗口“{window}”。There is no window {window}.")
    try:
        made = grant_token(account=account, name=name, days=days, window=window, actor=house(OPERATOR))
    except YimenError as error:
        raise click.ClickException(_told(error)) from None
    click.echo(made)
    click.echo("令牌只显示这一次，请马上存好。It is shown this once: store it now.", err=True)


@token.command("list")
def list_() -> None:
    """List the tokens: whose, for what, until when, last used on which day."""
    _django()
    from yimen.accounts.reads import tokens

    for t in tokens():
        until, used = f"{t.expires_at:%Y-%m-%d}", t.last_used_date or "-"
        click.echo(f"{t.id}  {t.state:<8} {t.account:<14} {t.window or '-':<16} {until}  {used}  {t.name}")


@token.command()
@click.argument("token_id", type=click.UUID)
def revoke(token_id: UUID) -> None:
    """Revoke a token by its id (`yimen accounts token list`)."""
    _django()
    from yimen.accounts.actions.revoke_token import revoke_token
    from yimen.kernel.actor import house
    from yimen.kernel.errors import YimenError

    try:
        revoke_token(token_id=token_id, actor=house(OPERATOR))
    except YimenError as error:
        raise click.ClickException(_told(error)) from None
    click.echo("已吊销。Revoked.")


def _told(error: object) -> str:
    words = getattr(error, "words")  # noqa: B009  (a YimenError, imported after Django is up)
    fields = [w for listed in getattr(error, "fields", {}).values() for w in listed]
    return "\n".join(f"{w.zh} {w.en}" for w in (words, *fields))


def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.site.settings")
    import django

    django.setup()
