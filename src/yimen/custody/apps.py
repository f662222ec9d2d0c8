"""Custody as a Django app."""

from django.apps import AppConfig


class CustodyConfig(AppConfig):
    """Custody: label `custody`."""

    name = "yimen.custody"
    label = "custody"
