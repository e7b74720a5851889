"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LeaksConfig(AppConfig):
    name = "hustings.security.leaks"
    label = "leaks"
    verbose_name = _("Leak room")
