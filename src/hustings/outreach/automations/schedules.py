"""Sequences: who is due, and who is new in a segment."""

from hustings.foundation.jobs import schedule
from hustings.outreach.automations import tasks

part = schedule.jobs(
    schedule.every(tasks.advance_sequences, minutes=1, name="automations.sequences"),
    schedule.every(tasks.look_at_segments, minutes=10, name="automations.sequence_segments"),
)
