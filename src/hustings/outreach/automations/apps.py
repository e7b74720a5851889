"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AutomationsConfig(AppConfig):
    name = "hustings.outreach.automations"
    label = "automations"
    verbose_name = _("Automations")
