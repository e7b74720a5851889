"""Scheduled jobs of decoys."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import schedule
from hustings.security.decoys import lines

part = schedule.jobs(
    schedule.daily(lines.forget_old, _("Delete old decoy log lines"), at="03:40", name="decoys.forget_lines"),
)
