"""What duplicates give to other apps."""


def ready() -> None:
    """Fill the registries."""
    from hustings.people.duplicates import searching
    from hustings.people.merging import bulk, hooks, words

    hooks.register()
    words.register()
    assert searching and bulk  # they register themselves
