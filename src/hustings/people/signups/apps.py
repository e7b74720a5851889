"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignupsConfig(AppConfig):
    name = "hustings.people.signups"
    label = "signups"
    verbose_name = _("Sign-ups")
