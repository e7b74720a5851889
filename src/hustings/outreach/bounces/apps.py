"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BouncesConfig(AppConfig):
    name = "hustings.outreach.bounces"
    label = "bounces"
    verbose_name = _("Bounces")
