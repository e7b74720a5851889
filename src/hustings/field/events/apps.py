"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "hustings.field.events"
    label = "events"
    verbose_name = _("Agenda")
