"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CliConfig(AppConfig):
    name = "hustings.shells.cli"
    label = "cli"
    verbose_name = _("Cli")
