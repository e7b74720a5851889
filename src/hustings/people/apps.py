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
        from hustings.people import sentences, todos, topic_sentences

        deeds.register(todos.waits)
        sentences.register()
        topic_sentences.register()
        self._ready_parts()

    def _ready_parts(self) -> None:
        """The same of the parts that are to be apps of their own."""
        from hustings.people.apps_changes import ChangesConfig
        from hustings.people.apps_contacts import ContactsConfig
        from hustings.people.apps_duplicates import DuplicatesConfig
        from hustings.people.apps_imports import ImportsConfig
        from hustings.people.apps_privacy import PrivacyConfig
        from hustings.people.apps_segments import SegmentsConfig
        from hustings.people.apps_selfservice import SelfserviceConfig
        from hustings.people.apps_signups import SignupsConfig

        parts: list[type[AppConfig]] = [
            ContactsConfig, SignupsConfig, SegmentsConfig, ChangesConfig, ImportsConfig, DuplicatesConfig,
            PrivacyConfig, SelfserviceConfig,
        ]  # fmt: skip
        for part in parts:
            part(self.name, self.module).ready()
