"""Scheduled jobs of events."""

from django.utils.translation import gettext_lazy as _

from hustings.field.events.actions import series
from hustings.foundation.jobs import schedule

part = schedule.jobs(
    schedule.daily(series.extend_all, _("Extend repeated events"), at="03:20", name="events.extend_series")
)
