"""Catalogue as a Django app."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Catalogue: label `catalogue`."""

    name = "yimen.catalogue"
    label = "catalogue"
