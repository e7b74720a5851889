"""Rows for all who are told of something, some at a time, from where it was broken off."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from hustings.deliberation.consultations.announcements import audience
from hustings.deliberation.consultations.announcements.kinds import kinds
from hustings.deliberation.consultations.models import Announcement, AnnouncementMail

PORTION = 100  # rows of a transaction, and mails of a task
ASKED = 20_000  # voices asked for at once: to find them costs as much for a hundred
Queue = Callable[[int, int, int], object]


def spread(pk: int, queue: Queue, pause: Callable[[], object]) -> None:
    """Write the rows of an announcement; ``queue`` is told of each portion, in its transaction."""
    found = Announcement.objects.filter(pk=pk, spread_at=None).first()
    kind = kinds.find(found.kind) if found else None
    if found is None or kind is None:
        return
    subject = kind.find(found.subject)
    if subject is not None:
        rows = audience.reachable(kind.told(subject)).order_by("pk").values_list("pk", flat=True)
        while voices := list(rows.filter(pk__gt=found.reached)[:ASKED]):
            for at in range(0, len(voices), PORTION):
                pause()
                if not _write(found, voices[at : at + PORTION], queue):
                    return
    Announcement.objects.filter(pk=pk, spread_at=None).update(spread_at=timezone.now())


def _write(found: Announcement, voices: list[int], queue: Queue) -> bool:
    """Write a portion; False where another task has gone on from the same place."""
    with transaction.atomic():
        place = Announcement.objects.filter(pk=found.pk, reached=found.reached)
        if not place.update(reached=voices[-1]):
            return False
        AnnouncementMail.objects.bulk_create(
            AnnouncementMail(announcement=found, participant_id=voice) for voice in voices
        )
        queue(found.pk, found.reached, voices[-1])
    found.reached = voices[-1]
    return True
