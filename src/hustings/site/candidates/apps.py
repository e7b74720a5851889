"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CandidatesConfig(AppConfig):
    name = "hustings.site.candidates"
    label = "candidates"
    verbose_name = _("Candidates")
