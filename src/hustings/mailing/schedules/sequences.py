"""Sequences: who is due, and who is new in a segment."""

from hustings.jobs import schedule
from hustings.mailing import tasks_sequences

part = schedule.deeds(
    schedule.every(tasks_sequences.advance_sequences, minutes=1, name="mailing.sequences"),
    schedule.every(tasks_sequences.look_at_segments, minutes=10, name="mailing.sequence_segments"),
)
