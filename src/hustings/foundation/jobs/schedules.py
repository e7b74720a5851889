"""Scheduled jobs of the queue itself."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import actions, schedule

part = schedule.jobs(
    schedule.daily(actions.prune, _("Delete old background tasks"), at="03:10", name="jobs.prune"),
)
