"""Materials as a Django app."""

from django.apps import AppConfig


class MaterialsConfig(AppConfig):
    """Materials: label `materials`."""

    name = "yimen.materials"
    label = "materials"
