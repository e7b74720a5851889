"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    name = "hustings.people.privacy"
    label = "privacy"
    verbose_name = _("Privacy")
