"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LookoutsConfig(AppConfig):
    name = "hustings.security.lookalikes"
    label = "lookalikes"
    verbose_name = _("Look-alikes")
