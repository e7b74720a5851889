"""Tell those whom something concerns, by one mail each; or stop to."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from hustings.deliberation.consultations import tasks
from hustings.deliberation.consultations.models import Announcement, Participant

log = logging.getLogger(__name__)
NOW = timedelta()


@transaction.atomic
def announce(*, kind: str, subject: int, consultation: int, pause: timedelta = NOW) -> Announcement:
    """Queue one mail to each of those concerned, in ``pause``; once for a subject, however often asked."""
    made, is_new = Announcement.objects.get_or_create(
        kind=kind, subject=subject, defaults={"consultation_id": consultation}
    )
    if is_new:
        tasks.spread.using(run_after=timezone.now() + pause).enqueue(made.pk)
        log.info("consultations.announce kind=%s subject=%s", kind, subject)
    return made


def stop(*, participant: Participant) -> None:
    """Send them no more mails of this consultation, whichever of their addresses it goes to."""
    participant.voices().filter(no_mail_since=None).update(no_mail_since=timezone.now())
    log.info("consultations.stop participant=%s", participant.pk)


def go_on(*, participant: Participant) -> None:
    """Send them mails again."""
    participant.voices().update(no_mail_since=None)
    log.info("consultations.go_on participant=%s", participant.pk)
