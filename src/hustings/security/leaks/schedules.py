"""Scheduled jobs of the leak room."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import schedule
from hustings.security.leaks import actions

part = schedule.jobs(
    schedule.daily(actions.index_daily, _("Index new mail of ours"), at="03:10", name="leaks.index_own"),
    schedule.daily(actions.forget_lapsed, _("Delete expired leaks"), at="03:25", name="leaks.forget"),
    schedule.every(actions.note_lost, _("Detect stalled reading of leaks"), minutes=10, name="leaks.lost"),
)
