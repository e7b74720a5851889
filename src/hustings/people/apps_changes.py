"""What changes give to other apps."""


def ready() -> None:
    """Fill the registries."""
    from hustings.people import operation_sentences
    from hustings.people.forms import filters
    from hustings.people.operations import deeds, more_deeds, tag_merges, whom

    operation_sentences.register()
    assert deeds and more_deeds and tag_merges  # they register themselves
    whom.register_list(filters.narrowed, filters.described)
