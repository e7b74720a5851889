"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "hustings.events"
    label = "events"
    verbose_name = _("Agenda")

    def ready(self) -> None:
        """Fill the registries."""
        from hustings.events import asides
        from hustings.events.waiting import due
        from hustings.lib import deeds
        from hustings.website import asides as of_pages

        deeds.register(due)
        of_pages.register("groups.LocalGroup", asides.of_group)
        of_pages.register("candidates.Candidacy", asides.near_candidate)
