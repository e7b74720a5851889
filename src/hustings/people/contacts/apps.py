"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContactsConfig(AppConfig):
    name = "hustings.people.contacts"
    label = "contacts"
    verbose_name = _("Contacts")
