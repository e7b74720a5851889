"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "hustings.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        """Fill the registries."""
        from hustings.lib import deeds
        from hustings.people import dashboard, sentences

        deeds.register(dashboard.attention)
        deeds.register(dashboard.imports_waiting)
        sentences.register()
