"""What imports give to other apps."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = __name__.rpartition(".")[0]
    label = "imports"
    verbose_name = _("Imports")

    def ready(self) -> None:
        """Fill the registries."""
        from hustings.lib import deeds
        from hustings.people.importing import criterion, operation, sentences, todos

        deeds.register(todos.waiting)
        sentences.register()
        criterion.register()
        assert operation  # it registers itself
