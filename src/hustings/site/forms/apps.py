"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SurveysConfig(AppConfig):
    name = "hustings.site.forms"
    label = "forms"
    verbose_name = _("Forms")
