"""What is forgotten in time."""

import logging
from datetime import timedelta

from django.utils import timezone

from hustings.lib.removal import remove
from hustings.shield.models import Arrangement, Evidence, Exercise, Incident, Mark, Order, Report, Sighting

log = logging.getLogger(__name__)
_AT_ONCE = 500
_LOOKS_DAYS = 3 * 365


def tidy() -> int:
    """Delete held mail, then sightings and incidents, when their days are over; how many rows."""
    about, now = Arrangement.current(), timezone.now()
    seen = now - timedelta(days=about.seen_days)
    rows = [
        (Evidence, Evidence.objects.filter(kept_at__lt=now - timedelta(days=about.kept_days))),
        (Order, Order.objects.filter(lapses_at__lt=seen)),
        (Report, Report.objects.filter(at__lt=seen)),
        (Sighting, Sighting.objects.filter(at__lt=seen)),
        (Incident, Incident.objects.filter(last_at__lt=seen)),
        (Exercise, Exercise.objects.filter(answered_at=None, shown_at__lt=now - timedelta(days=7))),
        (Mark, Mark.objects.exclude(cut_at=None).filter(cut_at__lt=seen)),
    ]
    n = 0
    for model, found in rows:
        while keys := list(found.values_list("pk", flat=True)[:_AT_ONCE]):
            n += remove(model, keys)
    log.info("shield.tidy rows=%d", n)
    return n
