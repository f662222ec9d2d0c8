"""Desk as a Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Desk: label `desk`."""

    name = "yimen.doors.desk"
    label = "desk"
