"""What sign-ups give to other apps."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignupsConfig(AppConfig):
    name = __name__.rpartition(".")[0]
    label = "signups"
    verbose_name = _("Sign-ups")

    def ready(self) -> None:
        """Fill the registries."""
        from hustings.people import sign_up_erasure, sign_up_sentences

        sign_up_erasure.register()
        sign_up_sentences.register()
