"""What changes give to other apps."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChangesConfig(AppConfig):
    name = __name__.rpartition(".")[0]
    label = "changes"
    verbose_name = _("Operations")

    def ready(self) -> None:
        """Fill the registries."""
        from hustings.people import operation_sentences
        from hustings.people.forms import filters
        from hustings.people.operations import deeds, more_deeds, tag_merges, whom

        operation_sentences.register()
        assert deeds and more_deeds and tag_merges  # they register themselves
        whom.register_list(filters.narrowed, filters.described)
