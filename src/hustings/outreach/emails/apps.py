"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EmailsConfig(AppConfig):
    name = "hustings.outreach.emails"
    label = "emails"
    verbose_name = _("Emails")
