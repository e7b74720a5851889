"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class OperationsConfig(AppConfig):
    name = "hustings.foundation.operations"
    label = "operations"
    verbose_name = pgettext_lazy("of the machine", "Operations")
