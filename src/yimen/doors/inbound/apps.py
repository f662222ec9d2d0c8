"""Inbound as a Django app."""

from django.apps import AppConfig


class InboundConfig(AppConfig):
    """Inbound: label `inbound`."""

    name = "yimen.doors.inbound"
    label = "inbound"
