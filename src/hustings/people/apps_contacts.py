"""What contacts give to other apps."""


def ready() -> None:
    """Fill the registries."""
    from hustings.people import contact_sentences, contacts_on_record, record_parts

    contact_sentences.register()
    record_parts.register_details(contacts_on_record.details)
