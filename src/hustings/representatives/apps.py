"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RepresentativesConfig(AppConfig):
    name = "hustings.representatives"
    label = "representatives"
    verbose_name = _("Representatives")

    def ready(self) -> None:
        """Fill the registries."""
        from hustings.people import erasure_hooks
        from hustings.people.merging import parting
        from hustings.representatives import coming_back, erasure, records, running, whom

        erasure_hooks.register(erasure.erase)
        coming_back.register()
        records.register()
        running.register_used(whom.used)
        parting.register_later(
            "representatives.voice.person",
            lambda found, whose: found.filter(key__in=whose.keys, asked_at__gte=whose.since),
        )
