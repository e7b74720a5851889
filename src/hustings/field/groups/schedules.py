"""Scheduled jobs of groups."""

from django.utils.translation import gettext_lazy as _

from hustings.field.groups import succession
from hustings.foundation.jobs import schedule

part = schedule.jobs(
    schedule.every(succession.run, _("Keep groups hosted"), hours=1, name="groups.succession"),
)
