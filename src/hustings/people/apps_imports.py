"""What imports give to other apps."""


def ready() -> None:
    """Fill the registries."""
    from hustings.lib import deeds
    from hustings.people.importing import criterion, operation, sentences, todos

    deeds.register(todos.waiting)
    sentences.register()
    criterion.register()
    assert operation  # it registers itself
