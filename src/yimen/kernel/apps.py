"""The kernel as a Django app."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """Kernel: label `kernel`."""

    name = "yimen.kernel"
    label = "kernel"
    default_auto_field = "django.db.models.BigAutoField"
