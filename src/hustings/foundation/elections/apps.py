"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ElectionsConfig(AppConfig):
    name = "hustings.foundation.elections"
    label = "elections"
    verbose_name = _("Elections")
