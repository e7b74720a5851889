"""People go on in sequences in the background."""

from datetime import datetime

from django.utils import timezone

from hustings.foundation.jobs import is_stopping
from hustings.outreach.automations import engine, triggers
from hustings.outreach.automations.models import Sequence
from hustings.outreach.delivery import tasks
from hustings.outreach.mailings.models import Mailing


def advance_sequences() -> None:
    """Everybody in a sequence goes on who is due: a scheduled job."""
    triggers.look(is_stopping=is_stopping)
    for mailing in Mailing.objects.filter(pk__in=engine.advance(is_stopping=is_stopping)):
        tasks.call(mailing)


def look_at_segments() -> None:
    """Compare who is in the segments that bring people into sequences: a scheduled job."""
    triggers.look(is_stopping=is_stopping, is_slow=True)


def hold_restored(using: str, made_at: datetime) -> None:
    """Pause what was running when a backup was made: it doesn't know the letters that left after it."""
    running = Sequence.objects.using(using).filter(state=Sequence.State.RUNNING)
    running.update(
        state=Sequence.State.PAUSED,
        paused_at=timezone.now(),
        problem=Sequence.Problem.RESTORED,
        problem_said="",
    )
