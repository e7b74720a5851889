"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChangesConfig(AppConfig):
    name = "hustings.people.changes"
    label = "changes"
    verbose_name = _("Changes")
