"""Scheduled jobs of petitions."""

from hustings.foundation.jobs import schedule
from hustings.site.petitions import actions, proof

part = schedule.jobs(
    schedule.every(proof.seal_waiting, minutes=5, name="petitions.seal"),
    schedule.daily(actions.delete_removed, at="03:40", name="petitions.delete_removed"),
)
