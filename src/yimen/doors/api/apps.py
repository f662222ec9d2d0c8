"""The machines' door as a Django app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The machines' door: label `api`."""

    name = "yimen.doors.api"
    label = "api"
