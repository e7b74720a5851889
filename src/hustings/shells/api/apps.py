"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "hustings.shells.api"
    label = "api"
    verbose_name = _("Api")
