"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    name = "hustings.foundation.campaigns"
    label = "campaigns"
    verbose_name = _("Campaign")
