"""Scheduled jobs of conversations."""

from django.utils.translation import gettext_lazy as _

from hustings.field.threads import tasks
from hustings.field.threads.relay import notices
from hustings.foundation.jobs import schedule

part = schedule.jobs(
    schedule.every(
        tasks.read_replies, _("Pass on replies by e-mail"), minutes=1, name="threads.read_replies"
    ),
    schedule.daily(
        notices.forget_old, _("Delete old notices of conversations"), at="03:50", name="threads.forget_old"
    ),
)
