"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShieldConfig(AppConfig):
    name = "hustings.shield"
    label = "shield"
    verbose_name = _("Shield")

    def ready(self) -> None:
        """Fill the registries."""
        from hustings.candidates import records as candidates
        from hustings.decoys import known as decoys
        from hustings.people import origins, withdrawals
        from hustings.people.models import Purpose
        from hustings.shield import known, team

        withdrawals.register(Purpose.TEAM, team.ended)
        origins.register(team.named)
        known.register_insiders(candidates.insiders)
        known.register_decoys(decoys.addresses_of_all)
        known.register_decoy_files(decoys.signs_of_files)
