"""Cases as a Django app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases: label `cases`."""

    name = "yimen.cases"
    label = "cases"
