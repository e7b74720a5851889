"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EmbedsConfig(AppConfig):
    name = "hustings.embeds"
    label = "embeds"
    verbose_name = _("Embeds")

    def ready(self) -> None:
        """Fill the registries."""
        from hustings.embeds import counting, kinds
        from hustings.lib import gathering
        from hustings.people import origins

        origins.register(kinds.named)
        gathering.register(counting.fold)
