"""Sequences: who is due, and who is new in a segment."""

from hustings.jobs import schedule
from hustings.mailing import tasks_sequences

schedule.every(minutes=1, name="mailing.sequences")(tasks_sequences.advance_sequences)
schedule.every(minutes=10, name="mailing.sequence_segments")(tasks_sequences.look_at_segments)
