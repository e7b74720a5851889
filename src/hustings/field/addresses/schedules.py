"""Scheduled jobs of addresses."""

from django.utils.translation import gettext_lazy as _

from hustings.field.addresses.actions import files
from hustings.foundation.jobs import schedule

part = schedule.jobs(
    schedule.daily(
        files.forget_old, _("Delete old files of addresses"), at="03:50", name="addresses.forget_old"
    )
)
