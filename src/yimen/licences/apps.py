"""Licences as a Django app."""

from django.apps import AppConfig


class LicencesConfig(AppConfig):
    """Licences: label `licences`."""

    name = "yimen.licences"
    label = "licences"
