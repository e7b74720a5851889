"""Scheduled jobs of sales."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import schedule
from hustings.networks.hives import upkeep

part = schedule.jobs(schedule.every(upkeep.wake, _("Open and close sales"), minutes=1, name="hives.wake"))
