"""Retention: sightings that are forgotten in time, and those set aside."""

import logging
from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from hustings.foundation.lib.sql.removal import remove
from hustings.security.incidents import access_log, tasks
from hustings.security.incidents.bulletin import letters
from hustings.security.incidents.guards import orders
from hustings.security.incidents.models import (
    Bulletin,
    Evidence,
    Exercise,
    Guard,
    Incident,
    Look,
    Mark,
    Order,
    Report,
    ShieldSettings,
    Sighting,
    Story,
)
from mailguard.agents.platform.folder import Folder

log = logging.getLogger(__name__)
_AT_ONCE = 500
_LOOKS_DAYS = 3 * 365
_NAMED = (Look.What.INCIDENT, Look.What.MESSAGE, Look.What.EVIDENCE, Look.What.LIST)  # with a subject


def set_aside(name: str) -> None:
    """Tell in HQ that a message of this mailbox could not be read, however often it was tried."""
    access_log.note(user=None, what=Look.What.SET_ASIDE, about=name)


def needed(*, guard: Guard, digests: Collection[str]) -> set[str]:
    """Those messages (SHA-256) that stay over their days: an open incident, or an order unanswered."""
    if orders.waiting(guard):
        return set(digests)
    found = Sighting.objects.filter(sha256__in=digests, incident__isnull=False, incident__closed_at=None)
    return set(found.order_by().values_list("sha256", flat=True).distinct())


def watched_in() -> Path:
    return Path(settings.VAR) / "shield" / "watcher"


def tidy() -> int:
    """Delete held mail, sightings, incidents, bulletins after their days; looks stand longer."""
    about, now = ShieldSettings.current(), timezone.now()
    seen = now - timedelta(days=about.seen_days)
    rows = [
        (Evidence, Evidence.objects.filter(kept_at__lt=now - timedelta(days=about.kept_days))),
        (Order, Order.objects.filter(lapses_at__lt=seen)),
        (Report, Report.objects.filter(at__lt=seen)),
        (Sighting, Sighting.objects.filter(at__lt=seen)),
        (Incident, Incident.objects.filter(last_at__lt=seen)),
        (Exercise, Exercise.objects.filter(answered_at=None, shown_at__lt=now - timedelta(days=7))),
        (Mark, Mark.objects.exclude(cut_at=None).filter(cut_at__lt=seen)),
        (Bulletin, Bulletin.objects.filter(made_at__lt=seen)),
        (Look, Look.objects.filter(at__lt=now - timedelta(days=_LOOKS_DAYS))),
    ]
    n = _unname(seen)
    old = Story.objects.filter(bulletin__made_at__lt=seen).exclude(image=None)
    letters.forget(list(old.values_list("image", flat=True)[:_AT_ONCE]))
    for model, found in rows:
        while keys := list(found.values_list("pk", flat=True)[:_AT_ONCE]):
            n += remove(model, keys)
    tasks.teach_guards.enqueue()  # lessons went with their incidents
    if watched_in().exists():
        Folder(watched_in()).prune(now, held_days=about.kept_days)
    log.info("incidents.tidy rows=%d", n)
    return n


def _unname(before: datetime) -> int:
    """Take the subjects out of old lines of who looked; how many."""
    named = Look.objects.filter(what__in=_NAMED, at__lt=before).exclude(about="").order_by("pk")
    n = 0
    while keys := list(named.values_list("pk", flat=True)[:_AT_ONCE]):
        n += Look.objects.filter(pk__in=keys).update(about="")
    return n
