"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailingConfig(AppConfig):
    name = "hustings.mailing"
    label = "mailing"
    verbose_name = _("Mailings")

    def ready(self) -> None:
        """Fill the registries."""
        from hustings.mailing.contributes import (
            abtests,
            archive,
            bounces,
            delivery,
            dispatch,
            emails,
            mailings,
            preflight,
            review,
            tracking,
        )
        from hustings.mailing.sequences import records as automations

        parts = [emails, mailings, delivery, tracking, bounces, abtests, preflight, review, archive]
        for part in [*parts, automations, dispatch]:
            part.register()
