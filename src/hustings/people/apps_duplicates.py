"""What duplicates give to other apps."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DuplicatesConfig(AppConfig):
    name = __name__.rpartition(".")[0]
    label = "duplicates"
    verbose_name = _("Duplicates")

    def ready(self) -> None:
        """Fill the registries."""
        from hustings.people.duplicates import searching
        from hustings.people.merging import bulk, hooks, words

        hooks.register()
        words.register()
        assert searching and bulk  # they register themselves
