"""Scheduled search for duplicates."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import schedule
from hustings.people.duplicates.actions import duplicates

part = schedule.jobs(
    schedule.daily(
        duplicates.search_anew, _("Find duplicates"), at="02:50", name="duplicates.find_duplicates"
    ),
)
