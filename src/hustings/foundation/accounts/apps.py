"""Registers the app with Django."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "hustings.foundation.accounts"

    def ready(self) -> None:
        """Keep Wagtail's groups in step with the roles at every ``migrate``, its widgets free of scripts."""
        from hustings.foundation.accounts import inline_scripts, wagtail_groups
        from hustings.foundation.lib.web import url_converters

        post_migrate.connect(wagtail_groups.make, sender=self, dispatch_uid="accounts.groups")
        inline_scripts.replace()
        url_converters.register()
