"""Scheduled jobs of payments."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import schedule
from hustings.money.payments import upkeep

part = schedule.jobs(
    schedule.every(upkeep.wake, _("Record payments that wait"), minutes=1, name="payments.wake"),
    schedule.every(upkeep.expire_overdue, _("End unpaid payments"), minutes=5, name="payments.expire"),
    schedule.daily(upkeep.forget, _("Delete payers no longer needed"), at="03:35", name="payments.forget"),
    schedule.daily(upkeep.ask_all, _("Start reconciliations"), at="04:10", name="payments.reconcile"),
)
