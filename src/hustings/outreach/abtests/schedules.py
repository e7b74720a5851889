"""Tests of versions."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import schedule
from hustings.outreach.abtests import tasks

part = schedule.jobs(
    schedule.every(
        tasks.look_at_trials, _("Check running A/B tests"), minutes=1, name="abtests.look_at_trials"
    ),
)
