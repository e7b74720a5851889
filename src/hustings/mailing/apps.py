"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailingConfig(AppConfig):
    name = "hustings.mailing"
    label = "mailing"
    verbose_name = _("Mailings")

    def ready(self) -> None:
        """Fill the registries."""
        from hustings.mailing.contributes.abtests import register as abtests
        from hustings.mailing.contributes.archive import register as archive
        from hustings.mailing.contributes.bounces import register as bounces
        from hustings.mailing.contributes.delivery import register as delivery
        from hustings.mailing.contributes.dispatch import register as dispatch
        from hustings.mailing.contributes.emails import register as emails
        from hustings.mailing.contributes.mailings import register as mailings
        from hustings.mailing.contributes.preflight import register as preflight
        from hustings.mailing.contributes.review import register as review
        from hustings.mailing.contributes.tracking import register as tracking
        from hustings.mailing.sequences.records import register as automations

        parts = [emails, mailings, delivery, tracking, bounces, abtests, preflight, review, archive]
        for register in [*parts, automations, dispatch]:
            register()
