"""Scheduled jobs of embeds."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import schedule
from hustings.site.embeds import counters

part = schedule.jobs(
    schedule.daily(counters.forget, _("Delete old figures of embeds"), at="04:25", name="embeds.figures"),
)
