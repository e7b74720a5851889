"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PostureConfig(AppConfig):
    name = "hustings.security.domains"
    label = "domains"
    verbose_name = _("Domain security")
