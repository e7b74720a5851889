"""Scheduled jobs of representatives."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import schedule
from hustings.site.representatives import actions

part = schedule.jobs(
    schedule.every(
        actions.send_due,
        _("Send letters to representatives that are due"),
        minutes=1,
        name="representatives.send_due",
    ),
    schedule.daily(
        actions.forget, _("Delete old letters to representatives"), at="03:35", name="representatives.forget"
    ),
)
