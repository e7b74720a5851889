"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    name = "hustings.shells.demo"
    label = "demo"
    verbose_name = _("Demo")
