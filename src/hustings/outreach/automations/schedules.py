"""Sequences: who is due, and who is new in a segment."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import schedule
from hustings.outreach.automations import tasks

part = schedule.jobs(
    schedule.every(
        tasks.advance_sequences, _("Move sequences forward"), minutes=1, name="automations.sequences"
    ),
    schedule.every(
        tasks.look_at_segments,
        _("Add people from segments to sequences"),
        minutes=10,
        name="automations.sequence_segments",
    ),
)
