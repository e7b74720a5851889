"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "hustings.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        """Fill the registries."""
        from hustings.lib import deeds
        from hustings.people import (
            apps_changes,
            apps_contacts,
            apps_duplicates,
            apps_imports,
            apps_privacy,
            apps_segments,
            apps_selfservice,
            apps_signups,
            sentences,
            todos,
            topic_sentences,
        )

        deeds.register(todos.waits)
        sentences.register()
        topic_sentences.register()
        for app in (
            apps_contacts, apps_signups, apps_segments, apps_changes, apps_imports, apps_duplicates,
            apps_privacy, apps_selfservice,
        ):  # fmt: skip
            app.ready()
