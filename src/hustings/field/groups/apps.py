"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    name = "hustings.field.groups"
    label = "groups"
    verbose_name = _("Local groups")
