"""Scheduled work on the consent ledger and on retention."""

from hustings.jobs import schedule
from hustings.people import consent_chain
from hustings.people.actions import retention
from hustings.people.importing import forgetting

part = schedule.deeds(
    schedule.every(consent_chain.seal_waiting, minutes=1, name="people.seal_the_ledger"),
    schedule.every(forgetting.in_files, minutes=5, name="people.forget_in_files", queue="long"),
    schedule.daily(retention.run, at="04:10", name="people.retire"),
)
