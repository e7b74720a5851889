"""The mails with links, for whichever app: so many for an address, and once more for who asks."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from hustings.people.signups.models.mailed_links import Linked

WINDOW = timedelta(hours=1)
MAILS_PER_ADDRESS = 3  # of one kind in the window: nobody's mailbox is flooded through our forms
AGAIN_AFTER = timedelta(minutes=2)


@transaction.atomic
def mail_link_again(*, row: Linked, enqueue: Callable[[int], object]) -> bool:
    """Queue the mail once more, unless one left just now or it is confirmed."""
    model: Any = type(row)
    waiting = model.objects.filter(pk=row.pk, confirmed_at=None)
    if not waiting.filter(mailed_at__lt=timezone.now() - AGAIN_AFTER).update(mailed_at=None):
        return False
    enqueue(row.pk)
    return True
