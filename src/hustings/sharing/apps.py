"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SharingConfig(AppConfig):
    name = "hustings.sharing"
    label = "sharing"
    verbose_name = _("Share kit")

    def ready(self) -> None:
        """Fill the registries."""
        from hustings.lib import deeds, fresh, gathering
        from hustings.sharing import approving, counting, kit, records, subjects

        gathering.register(counting.fold)
        fresh.register(kit.FRESH, kit.write)
        subjects.register(subjects.Pages())
        records.register()
        deeds.register(approving.due)
