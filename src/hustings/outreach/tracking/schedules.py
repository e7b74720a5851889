"""Clicks and openings: folded, counted, forgotten."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import schedule
from hustings.outreach.tracking import aggregation, mailing_counts
from hustings.outreach.tracking.attribution import conversions

part = schedule.jobs(
    schedule.every(aggregation.fold, _("Count opens and clicks"), minutes=1, name="tracking.fold_touches"),
    schedule.every(mailing_counts.keep, _("Update mailing results"), minutes=5, name="tracking.keep_counts"),
    schedule.daily(
        aggregation.forget, _("Delete old opens and clicks"), at="03:50", name="tracking.forget_reactions"
    ),
    schedule.daily(
        conversions.forget,
        _("Delete old links between e-mails and actions"),
        at="03:52",
        name="tracking.forget_follows",
    ),
)
