"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UnsubscriptionsConfig(AppConfig):
    name = "hustings.outreach.unsubscriptions"
    label = "unsubscriptions"
    verbose_name = _("Unsubscriptions")
