"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SegmentsConfig(AppConfig):
    name = "hustings.people.segments"
    label = "segments"
    verbose_name = _("Segments")
