"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PetitionsConfig(AppConfig):
    name = "hustings.petitions"
    label = "petitions"
    verbose_name = _("Petitions")

    def ready(self) -> None:
        """Fill the registries."""
        from hustings.lib import deeds, fresh
        from hustings.people import erasure_hooks
        from hustings.people.merging import parting
        from hustings.petitions import erasure, fresh_meter, records, waiting

        erasure_hooks.register(erasure.erase)
        fresh.register(fresh_meter.NAME, fresh_meter.write)
        records.register()
        deeds.register(waiting.due)
        parting.register_later(
            "petitions.signature.person",
            lambda found, whose: found.filter(key__in=whose.keys, asked_at__gte=whose.since),
        )
