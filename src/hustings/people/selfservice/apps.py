"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SelfserviceConfig(AppConfig):
    name = "hustings.people.selfservice"
    label = "selfservice"
    verbose_name = _("Self-service")
