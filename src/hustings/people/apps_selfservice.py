"""What self-service gives to other apps."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SelfserviceConfig(AppConfig):
    name = __name__.rpartition(".")[0]
    label = "selfservice"
    verbose_name = _("The own page")

    def ready(self) -> None:
        """Fill the registries."""
        from hustings.people.own_page import closing, sentences

        closing.register()
        sentences.register()
