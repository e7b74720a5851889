"""Registers the app with Django."""

from django.apps import AppConfig


class MailingConfig(AppConfig):
    name = "hustings.outreach.mailings"

    def ready(self) -> None:
        """Tell Wagtail who may do what with mailings."""
        from wagtail.permissions import register_permission_policy

        from hustings.outreach.mailings.models import Mailing
        from hustings.outreach.mailings.rights import MailingPolicy

        register_permission_policy(Mailing, MailingPolicy(Mailing))
