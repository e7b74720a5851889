"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PersonsConfig(AppConfig):
    name = "hustings.people.persons"
    label = "persons"
    verbose_name = _("People")
