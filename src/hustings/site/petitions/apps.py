"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PetitionsConfig(AppConfig):
    name = "hustings.site.petitions"
    label = "petitions"
    verbose_name = _("Petitions")
