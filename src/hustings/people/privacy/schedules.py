"""Scheduled work on the consent ledger and on retention."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import schedule
from hustings.people.persons import consent_chain
from hustings.people.privacy import file_erasure
from hustings.people.privacy.actions import retention

part = schedule.jobs(
    schedule.every(
        consent_chain.seal_waiting, _("Seal the consent ledger"), minutes=1, name="privacy.seal_the_ledger"
    ),
    schedule.every(
        file_erasure.in_files,
        _("Erase people from import files"),
        minutes=5,
        name="privacy.forget_in_files",
        queue="long",
    ),
    schedule.daily(retention.run, _("Apply the retention periods"), at="04:10", name="privacy.retire"),
)
