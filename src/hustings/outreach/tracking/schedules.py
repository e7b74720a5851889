"""Clicks and openings: folded, counted, forgotten."""

from hustings.foundation.jobs import schedule
from hustings.outreach.tracking import aggregation, mailing_counts
from hustings.outreach.tracking.attribution import conversions

part = schedule.jobs(
    schedule.every(aggregation.fold, minutes=1, name="tracking.fold_touches"),
    schedule.every(mailing_counts.keep, minutes=5, name="tracking.keep_counts"),
    schedule.daily(aggregation.forget, at="03:50", name="tracking.forget_reactions"),
    schedule.daily(conversions.forget, at="03:52", name="tracking.forget_follows"),
)
