"""Scheduled work on the books."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import schedule
from hustings.money.ledger import tasks

part = schedule.jobs(schedule.daily(tasks.prove_all, _("Verify all books"), at="02:50", name="ledger.prove"))
