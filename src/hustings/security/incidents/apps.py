"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShieldConfig(AppConfig):
    name = "hustings.security.incidents"
    label = "incidents"
    verbose_name = _("Shield")
