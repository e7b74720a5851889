"""Texts put back from a backup, which doesn't know what left after it was made."""

from datetime import datetime

from django.utils import timezone

from hustings.outreach.text_messages.models import Gateway, TextBlast, TextMessage


def hold(using: str, made_at: datetime) -> None:
    """Pause what was moving, give up the rest of what waits: somebody looks before anything leaves again."""
    TextBlast.objects.using(using).moving().update(paused_at=timezone.now(), is_restored=True)
    Gateway.objects.using(using).update(carrier=None, carrier_until=None)
    alone = TextMessage.objects.using(using).filter(text=None, state=TextMessage.State.QUEUED)
    alone.update(state=TextMessage.State.SKIPPED, reason=TextMessage.Reason.CANCELLED)
