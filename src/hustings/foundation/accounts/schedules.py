"""Scheduled jobs of accounts."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import actions
from hustings.foundation.jobs import schedule

part = schedule.jobs(
    schedule.daily(actions.tidy, _("Close ended log-ins and roles"), at="03:30", name="accounts.tidy"),
)
