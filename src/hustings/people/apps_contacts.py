"""What contacts give to other apps."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContactsConfig(AppConfig):
    name = __name__.rpartition(".")[0]
    label = "contacts"
    verbose_name = _("Contacts")

    def ready(self) -> None:
        """Fill the registries."""
        from hustings.people import contact_sentences, contacts_on_record, record_parts

        contact_sentences.register()
        record_parts.register_details(contacts_on_record.details)
