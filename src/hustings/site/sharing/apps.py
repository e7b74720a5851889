"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SharingConfig(AppConfig):
    name = "hustings.site.sharing"
    label = "sharing"
    verbose_name = _("Share kit")
