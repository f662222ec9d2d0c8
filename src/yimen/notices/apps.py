"""Notices as a Django app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Notices: label `notices`."""

    name = "yimen.notices"
    label = "notices"
