"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AbtestsConfig(AppConfig):
    name = "hustings.outreach.abtests"
    label = "abtests"
    verbose_name = _("A/B tests")
