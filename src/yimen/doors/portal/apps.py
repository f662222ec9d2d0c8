"""Portal as a Django app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Portal: label `portal`."""

    name = "yimen.doors.portal"
    label = "portal"
