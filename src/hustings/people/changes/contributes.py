"""Contributions of operations on many people: kinds, lines of timelines, what stops an undoing."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes
from hustings.people.changes import (
    forms,
    restore,
    restore_answers,
    restore_rows,
    timeline_sentences,
    undo,
)
from hustings.people.changes.operations import columns, fields, kinds, selection, tag_merges
from hustings.people.contacts.models import Contact, FollowUp
from hustings.people.persons.models import Person
from hustings.people.persons.rights import CHANGE_PEOPLE
from hustings.people.segments.forms import filters
from hustings.people.signups.models import SignUp

app = Contribution(
    how_tos.pages(
        how_tos.beside("do-something-with-many-people", "changes:*"),
    ),
    menu.entries(
        menu.Entry(_("Bulk changes"), "changes:operations", CHANGE_PEOPLE, "history", 40, "data"),
    ),
    routes.hq(routes.Section("hustings.people.changes.urls", "people/")),
    timeline_sentences.part,
    kinds.kinds(*columns.KINDS, *fields.KINDS, *tag_merges.KINDS),
    forms.bulk_changes(*forms.DEEDS),
    selection.filters(selection.Filters(filters.narrowed, filters.described)),
    restore.tables(*restore.VALUES, *restore_rows.ROWS, *restore_answers.ANSWERS),
    undo.traces(
        undo.Trace("contacts", _("contacts"), undo.rows_of(Contact)),
        undo.Trace("follow_ups", _("follow-ups"), undo.rows_of(FollowUp)),
        undo.Trace("sign_ups", _("sign-ups"), undo.rows_of(SignUp)),
        undo.Trace("recruits", _("referred people"), undo.rows_of(Person, "recruiter")),
        # asked for with the operation
        undo.Trace("timeline", _("other activity"), lambda pks: ()),
    ),
)
