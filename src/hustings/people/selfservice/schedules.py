"""Scheduled work on own pages."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import schedule
from hustings.people.selfservice import actions

part = schedule.jobs(
    schedule.daily(
        actions.forget_links,
        _("Delete old requests for own pages"),
        at="03:30",
        name="selfservice.forget_page_links",
    ),
)
