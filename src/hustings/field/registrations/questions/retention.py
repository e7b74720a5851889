"""Retention: answers to an event's questions go three months after it. Seats and figures stay."""

import logging
from datetime import timedelta

from django.utils import timezone

from hustings.field.registrations.models import Registration

log = logging.getLogger(__name__)
MONTHS = 3  # said in the form, in HQ and in the privacy notice
KEPT = timedelta(days=92)


def forget() -> int:
    """Erase what is due; how many registrations had answers. A nightly job; twice is like once."""
    over = Registration.objects.filter(event__over_at__lt=timezone.now() - KEPT).exclude(answers={})
    n = over.update(answers={})
    log.info("event answers erased n=%s", n)
    return n
