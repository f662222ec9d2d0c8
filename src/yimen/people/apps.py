"""People as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People: label `people`."""

    name = "yimen.people"
    label = "people"
