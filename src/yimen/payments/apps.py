"""Payments as a Django app."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """Payments: label `payments`."""

    name = "yimen.payments"
    label = "payments"
