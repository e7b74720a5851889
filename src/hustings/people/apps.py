"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "hustings.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        """Fill the registries."""
        from hustings.lib import deeds
        from hustings.people import dashboard, sentences, topic_sentences
        from hustings.people.duplicates import searching
        from hustings.people.forms import filters
        from hustings.people.importing import operation as of_imports
        from hustings.people.merging import bulk as bulk_merging
        from hustings.people.merging import words as merge_words
        from hustings.people.operations import deeds as bulk_deeds
        from hustings.people.operations import more_deeds, tag_merges, whom
        from hustings.people.own_page import sentences as own_page

        own_page.register()
        deeds.register(dashboard.attention)
        deeds.register(dashboard.imports_waiting)
        deeds.register(dashboard.waits)
        deeds.register(dashboard.retirements)
        sentences.register()
        topic_sentences.register()
        merge_words.register()
        assert bulk_deeds and more_deeds and of_imports and searching  # they register themselves
        assert tag_merges and bulk_merging
        whom.register_list(filters.narrowed, filters.described)
