"""What segments give to other apps."""


def ready() -> None:
    """Fill the registries."""
    from hustings.people.segments import criteria, fields

    assert criteria and fields  # they register themselves
