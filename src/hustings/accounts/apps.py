"""Registers the app with Django."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "hustings.accounts"
    label = "accounts"
    verbose_name = _("Team")

    def ready(self) -> None:
        """Keep the groups of Wagtail in step with the roles at every ``migrate``."""
        from hustings.accounts import groups

        post_migrate.connect(groups.make, sender=self, dispatch_uid="accounts.groups")
