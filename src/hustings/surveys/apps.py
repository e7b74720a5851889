"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SurveysConfig(AppConfig):
    name = "hustings.surveys"
    label = "surveys"
    verbose_name = _("Forms")

    def ready(self) -> None:
        """Fill the registries."""
        from hustings.lib import deeds
        from hustings.surveys import page_blocks, records, waiting
        from hustings.website import blocks

        deeds.register(waiting.due)
        records.register()
        blocks.register_forms(page_blocks.PageForms())
