"""What segments give to other apps."""


def ready() -> None:
    """Fill the registries."""
    from hustings.lib import deeds
    from hustings.people import dashboard
    from hustings.people.segments import criteria, fields

    assert criteria and fields  # they register themselves
    deeds.register(dashboard.attention)
