"""Counter as a Django app."""

from django.apps import AppConfig


class CounterConfig(AppConfig):
    """Counter: label `counter`."""

    name = "yimen.doors.counter"
    label = "counter"
