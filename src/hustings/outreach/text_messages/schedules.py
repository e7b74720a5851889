"""Scheduled jobs of text messages."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import schedule
from hustings.outreach.text_messages import tasks
from hustings.outreach.text_messages.actions import post_box

part = schedule.jobs(
    schedule.every(
        tasks.wake.call, _("Start or resume text messages that are due"), minutes=1, name="texts.wake"
    ),
    schedule.every(post_box.empty, _("Fetch replies by text message"), minutes=1, name="texts.fetch"),
)
