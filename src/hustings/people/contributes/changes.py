"""Contributions of operations on many people: kinds, lines of timelines, what stops an undoing."""

from django.utils.translation import gettext_lazy as _

from hustings.contributions import Contribution
from hustings.people import operation_sentences, undoing
from hustings.people.forms import filters, operations
from hustings.people.models import Contact, FollowUp, Person, SignUp
from hustings.people.operations import deeds, kinds, more_deeds, tag_merges, whom

app = Contribution(
    operation_sentences.part,
    kinds.kinds(*deeds.KINDS, *more_deeds.KINDS, *tag_merges.KINDS),
    operations.deeds(*operations.DEEDS),
    whom.filters(whom.Filters(filters.narrowed, filters.described)),
    undoing.traces(
        undoing.Trace("contacts", _("talks"), undoing.rows_of(Contact)),
        undoing.Trace("follow_ups", _("follow-ups"), undoing.rows_of(FollowUp)),
        undoing.Trace("sign_ups", _("sign-ups"), undoing.rows_of(SignUp)),
        undoing.Trace("recruits", _("people whom they brought"), undoing.rows_of(Person, "recruiter")),
        # asked for with the operation
        undoing.Trace("timeline", _("further lines of the timeline"), lambda pks: ()),
    ),
)
