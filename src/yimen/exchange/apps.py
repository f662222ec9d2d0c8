"""Exchange as a Django app."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Exchange: label `exchange`."""

    name = "yimen.exchange"
    label = "exchange"
