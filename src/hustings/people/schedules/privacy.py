"""Scheduled work on the consent ledger and on retention."""

from hustings.jobs import schedule
from hustings.people import consent_chain
from hustings.people.actions import retention
from hustings.people.importing import forgetting

schedule.every(minutes=1, name="people.seal_the_ledger")(consent_chain.seal_waiting)
schedule.every(minutes=5, name="people.forget_in_files", queue="long")(forgetting.in_files)
schedule.daily(at="04:10", name="people.retire")(retention.run)
