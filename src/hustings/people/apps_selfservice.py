"""What self-service gives to other apps."""


def ready() -> None:
    """Fill the registries."""
    from hustings.people.own_page import closing, sentences

    closing.register()
    sentences.register()
