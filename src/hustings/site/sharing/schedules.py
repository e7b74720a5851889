"""Scheduled jobs of sharing."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import schedule
from hustings.site.sharing import thanks_mail

part = schedule.jobs(
    schedule.every(
        thanks_mail.send_waiting,
        _("Thank supporters for their referrals"),
        minutes=60,
        name="sharing.thank_waiting",
    ),
)
