"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArchiveConfig(AppConfig):
    name = "hustings.outreach.archive"
    label = "archive"
    verbose_name = _("Archive")
