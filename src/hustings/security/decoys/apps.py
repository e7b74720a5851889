"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DecoysConfig(AppConfig):
    name = "hustings.security.decoys"
    label = "decoys"
    verbose_name = _("Decoys")
