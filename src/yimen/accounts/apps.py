"""Accounts as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts: label `accounts`."""

    name = "yimen.accounts"
    label = "accounts"
