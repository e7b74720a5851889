"""Scheduled jobs of receipts."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import schedule
from hustings.money.receipts import emptying, tasks

part = schedule.jobs(
    schedule.every(
        tasks.issue_due, _("Issue receipts for payments"), minutes=10, name="receipts.issue", queue="long"
    ),
    schedule.every(
        tasks.renew_outdated, _("Replace receipts of refunded donations"), minutes=10, name="receipts.renew"
    ),
    schedule.daily(
        emptying.empty, _("Empty receipts no longer kept by law"), at="03:40", name="receipts.empty"
    ),
)  # fmt: skip
