"""Kit as a Django app."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Kit: label `kit`."""

    name = "yimen.doors.kit"
    label = "kit"
