"""Control as a Django app."""

from django.apps import AppConfig


class ControlConfig(AppConfig):
    """Control: label `control`."""

    name = "yimen.doors.control"
    label = "control"
