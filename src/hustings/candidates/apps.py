"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CandidatesConfig(AppConfig):
    name = "hustings.candidates"
    label = "candidates"
    verbose_name = _("Candidates")

    def ready(self) -> None:
        """Fill the registries."""
        from hustings.accounts import groups
        from hustings.candidates import local_teams, records

        records.register()
        groups.register(local_teams.groups_of)
