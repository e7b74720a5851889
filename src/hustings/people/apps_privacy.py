"""What privacy gives to other apps."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    name = __name__.rpartition(".")[0]
    label = "privacy"
    verbose_name = _("Data protection")

    def ready(self) -> None:
        """Fill the registries."""
        from hustings.lib import deeds
        from hustings.people import access_history, bulk_erasure, record_parts
        from hustings.people.retention import todos

        deeds.register(todos.due)
        record_parts.register_details(access_history.on_record)
        assert bulk_erasure  # it registers itself
