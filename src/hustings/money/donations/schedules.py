"""Scheduled jobs of donations."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import schedule
from hustings.money.donations import actions, monthly, tasks

part = schedule.jobs(
    schedule.every(
        actions.expire_overdue, _("Release unpaid donations"), minutes=5, name="donations.expire"
    ),
    schedule.every(
        monthly.ask_due, _("Charge monthly donations"), minutes=60, name="donations.monthly", queue="long"
    ),
    schedule.daily(
        tasks.check_changed, _("Check donations of changed records"), at="02:50", name="donations.check"
    ),
    schedule.daily(
        actions.forget_unpaid, _("Delete donations never paid"), at="03:20", name="donations.forget_unpaid"
    ),
    schedule.daily(
        actions.forget_kept, _("Delete donations no longer kept by law"), at="03:25",
        name="donations.forget_kept",
    ),
)  # fmt: skip
