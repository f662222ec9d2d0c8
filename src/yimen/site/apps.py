"""The site as a Django app: at start-up the rooms' effects are put together."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Site: label `site`."""

    name = "yimen.site"
    label = "yimen_site"

    def ready(self) -> None:
        """Register what follows from each journal entry."""
        from yimen.site.assembly import assemble

        assemble()
