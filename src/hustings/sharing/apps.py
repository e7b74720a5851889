"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SharingConfig(AppConfig):
    name = "hustings.sharing"
    label = "sharing"
    verbose_name = _("Share kit")

    def ready(self) -> None:
        """Fill the registries."""
        from hustings.lib import fresh
        from hustings.sharing import kit, records, subjects

        fresh.register(kit.FRESH, kit.write)
        subjects.register(subjects.Pages())
        records.register()
