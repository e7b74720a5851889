"""What people give to the other apps, and to their own lists that other apps add to."""

from django.utils.translation import gettext_lazy as _

from hustings.accounts import roles
from hustings.contributions import Contribution
from hustings.lib import deeds, routes
from hustings.people import (
    circle_sentences,
    contact_sentences,
    dashboard,
    erasing,
    privacy,
    reach_sentences,
    rights,
    schedules,
    scrubbing,
    segments,
    sentences,
    timeline,
    topic_sentences,
    undoing,
)
from hustings.people.duplicates import searching
from hustings.people.forms import filters, operations
from hustings.people.importing import operation as of_imports
from hustings.people.merging import contributes as merging
from hustings.people.models import (
    Contact,
    Export,
    FollowUp,
    Import,
    Merge,
    Operation,
    Person,
    RetentionRule,
    SavedView,
    Segment,
    SignUp,
    Unlock,
)
from hustings.people.operations import deeds as bulk_deeds
from hustings.people.operations import kinds, more_deeds, tag_merges, whom
from hustings.people.own_page import own_parts, parts
from hustings.people.own_page import sentences as own_page
from hustings.people.segments import criteria, uses
from hustings.people.segments import fields as own_fields
from hustings.people.segments.criteria import happenings, included

app = Contribution(
    privacy.part,
    routes.routes(routes.Route("hustings.people.urls_own_page", is_localised=True)),
    routes.secret_paths("sign-ups", "my-data/links", "my-data/addresses"),
    routes.unlisted_paths("sign-ups"),
    roles.rights(*rights.RIGHTS),
    schedules.part,
    timeline.sources(timeline.ACTIVITIES),
    timeline.groups(
        timeline.Group("person", _("Record")),
        timeline.Group("consent", _("Consents")),
        timeline.Group("note", _("Notes")),
    ),
    own_page.part,
    sentences.part,
    reach_sentences.part,
    contact_sentences.part,
    circle_sentences.part,
    topic_sentences.part,
    merging.app,
    segments.catalogue(*criteria.CRITERIA),
    segments.families(own_fields.FAMILY),
    segments.happened(*(segments.Happening(*each) for each in happenings.HAPPENINGS.items())),
    uses.usages(included.uses),
    parts.my_data(*own_parts.PARTS),
    deeds.sources(dashboard.attention, dashboard.imports_waiting, dashboard.waits, dashboard.retirements),
    kinds.kinds(*of_imports.KINDS, *bulk_deeds.KINDS, *searching.KINDS, *more_deeds.KINDS, *tag_merges.KINDS),
    operations.deeds(*operations.DEEDS),
    whom.filters(whom.Filters(filters.narrowed, filters.described)),
    erasing.erasers(erasing.sign_ups, erasing.page_requests),
    scrubbing.texts(
        scrubbing.Texts(SavedView, {"query": "query", "name": "words"}),
        scrubbing.Texts(Segment, {"criteria": "tree", "name": "words"}),
        scrubbing.Texts(RetentionRule, {"criteria": "tree", "name": "words"}),
        scrubbing.Texts(  # terms before words
            Operation, {"criteria": "tree", "choices": "choices", "whom": "whom", "problem": "words"}
        ),
        scrubbing.Texts(Import, {"file_name": "words", "problem": "words"}),
        scrubbing.Texts(Unlock, {"reason": "words"}),
        scrubbing.Texts(Export, {"reason": "words", "people": "words"}),
    ),
    undoing.traces(
        undoing.Trace("contacts", _("talks"), undoing.rows_of(Contact)),
        undoing.Trace("follow_ups", _("follow-ups"), undoing.rows_of(FollowUp)),
        undoing.Trace("sign_ups", _("sign-ups"), undoing.rows_of(SignUp)),
        undoing.Trace("merges", _("merges"), undoing.rows_of(Merge, "kept", undone_at=None)),
        undoing.Trace("recruits", _("people whom they brought"), undoing.rows_of(Person, "recruiter")),
        # asked for with the operation
        undoing.Trace("timeline", _("further lines of the timeline"), lambda pks: ()),
    ),
)
