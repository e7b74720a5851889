"""Certification's part of the manifest."""

from django.utils.translation import gettext_lazy as _

from hustings.field.groups.certification import own_measures, tasks
from hustings.field.groups.certification.measures import measures
from hustings.foundation.contributions import Contribution
from hustings.foundation.jobs import schedule
from hustings.foundation.lib import how_tos

part = Contribution(
    measures(*own_measures.MEASURES),
    schedule.jobs(
        schedule.daily(
            tasks.nightly, _("Check the certification of groups"), at="04:20", name="groups.certification"
        ),
        schedule.daily(
            tasks.renew_points, _("Update the points of groups"), at="04:10", name="groups.points"
        ),
    ),
    how_tos.pages(
        how_tos.beside("certify-groups", "groups:certification*", "groups:group_certification"),
        how_tos.beside("read-group-statistics", "groups:statistics*"),
    ),
)
