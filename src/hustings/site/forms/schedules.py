"""Scheduled jobs of forms."""

from hustings.foundation.jobs import schedule
from hustings.site.forms import retention

part = schedule.jobs(
    schedule.daily(retention.forget, at="03:25", name="forms.forget"),
)
