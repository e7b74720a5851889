"""Contributions of duplicates: merges in undoings, on records and timelines, and rows that follow a merge."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes
from hustings.people.changes.operations import kinds
from hustings.people.duplicates import schedules, timeline_sentences, webhook_events
from hustings.people.duplicates.merging import bulk, current_consents, derived_rows, hooks, topics, unmerge
from hustings.people.duplicates.search import operation
from hustings.people.persons.rights import CHANGE_PEOPLE

app = Contribution(
    how_tos.pages(
        how_tos.beside("merge-duplicates", "duplicates:*"),
    ),
    menu.entries(
        menu.Entry(_("Duplicates"), "duplicates:duplicates", CHANGE_PEOPLE, "copy", 350, "people"),
    ),
    routes.hq(routes.Section("hustings.people.duplicates.urls", "people/")),
    schedules.part,
    hooks.part,
    timeline_sentences.part,
    webhook_events.part,
    kinds.kinds(*operation.KINDS, *bulk.KINDS),
    derived_rows.readers(current_consents.read_anew, topics.read_anew),
    unmerge.laters(
        unmerge.Later(
            "signups.signup.person",
            lambda found, whose: found.filter(key__in=whose.keys, asked_at__gte=whose.since),
        ),
        unmerge.Later(
            "persons.activity.person",
            lambda found, whose: found.filter(happened_at__gte=whose.since).filter(
                Q(data__address__in=sorted(whose.addresses | whose.places))
                | Q(data__number__in=sorted(whose.phones))
            ),
        ),
        unmerge.Later(
            "persons.fieldvalue.person",
            lambda found, whose: found.filter(Q(field__in=whose.fields) | Q(option__in=whose.options)),
        ),
        unmerge.Later("persons.tagging.person", lambda found, whose: found.filter(tag__in=whose.tags)),
    ),
)
