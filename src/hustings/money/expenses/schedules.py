"""Scheduled jobs of expenses."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import schedule
from hustings.money.expenses import actions

part = schedule.jobs(
    schedule.daily(
        actions.forget_kept, _("Delete papers of refunds no longer kept by law"), at="03:30",
        name="expenses.forget_kept",
    ),
)  # fmt: skip
