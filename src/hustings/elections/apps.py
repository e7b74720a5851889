"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ElectionsConfig(AppConfig):
    name = "hustings.elections"
    label = "elections"
    verbose_name = _("Elections")

    def ready(self) -> None:
        """Fill the registries."""
        from hustings.elections import due
        from hustings.lib import deeds

        deeds.register(due.deeds_of)
