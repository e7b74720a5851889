"""Thanks to those who came and a kind word to those who didn't, once for an event; and their feedback."""

import logging
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Avg, Count
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import task

from hustings.field.events.models import Event
from hustings.field.registrations.models import Feedback, Registration, Seat, Thanks, ThanksMail
from hustings.field.registrations.models.seats import SeatQuerySet
from hustings.foundation import jobs
from hustings.foundation.accounts.models import User
from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.mails import Words
from hustings.foundation.jobs import exactly_once
from hustings.outreach.mailings.audience import address_of
from hustings.people.persons.models import Person

log = logging.getLogger(__name__)
LEAST = 5  # answers before figures are shown: fewer would tell who said what


class TooSoon(Exception):
    """Attendance has to be noted first."""


class SentBefore(Exception):
    """Thanks were sent for this event."""


@dataclass(frozen=True)
class Said:
    """Feedback of participants, as far as it is shown."""

    n: int
    mean: float | None
    counts: tuple[tuple[str, int], ...]
    words: tuple[str, ...]


@transaction.atomic
def thank(
    *, event: Event, text: str, absent_text: str = "", user: User | None = None, by: Person | None = None
) -> Thanks:
    """Write to all whose attendance is known: a row for each, then a mail."""
    came = _of(event).filter(attended_at__isnull=False)
    if not came.exists():
        raise TooSoon
    made, is_new = Thanks.objects.get_or_create(
        event=event, defaults={"text": text, "absent_text": absent_text, "user": user, "by": by}
    )
    if not is_new:
        raise SentBefore
    here = set(came.values_list("registration", flat=True))
    away = set(_of(event).filter(absent_at__isnull=False).values_list("registration", flat=True)) - here
    for registration in sorted(here | (away if absent_text else set())):
        mail = ThanksMail.objects.create(thanks=made, registration_id=registration, came=registration in here)
        send.enqueue(mail.pk)
    log.info("registrations.thanks event=%s n=%s", event.pk, made.mails.count())
    return made


def _of(event: Event) -> SeatQuerySet:
    return Seat.objects.seated().filter(shift__event=event)


@jobs.label(gettext_lazy("Thank a participant"))
@jobs.retries(attempts=8, wait=30)
@task()
def send(pk: int) -> None:
    """Mail one of them; running it twice sends one mail."""
    unmailed = ThanksMail.objects.filter(pk=pk, mailed_at=None)
    exactly_once.mail_once(
        f"thanks {pk}", unmailed.select_related("thanks__event", "registration__person"), _mail
    )


def _mail(mail: ThanksMail) -> None:
    registration, event = mail.registration, mail.thanks.event
    to = registration.address or address_of(registration.person)
    if not to:
        return
    with translation.override(registration.language):
        words, text = {"event": event.title}, mail.thanks.text if mail.came else mail.thanks.absent_text
        subject = _("Thank you for coming: %(event)s") if mail.came else _("We missed you: %(event)s")
        link = mails.link("feedback:feedback", mail.token) if mail.came else ""
        note = _("You get this because you registered for the event.")
        mails.message(to, Words(subject % words, [text], _("How was it?"), link, [note])).send()


def say(*, registration: Registration, score: int, words: str) -> Feedback:
    """Keep what they say; saying it again replaces it."""
    made, _is_new = Feedback.objects.update_or_create(
        registration=registration, defaults={"score": score, "words": words, "said_at": timezone.now()}
    )
    return made


def said(event: Event) -> Said:
    """Figures from LEAST answers on; the words of fewer are held back, too."""
    rows = Feedback.objects.filter(registration__event=event)
    n = rows.count()
    if n < LEAST:
        return Said(n, None, (), ())
    by_score = dict(rows.order_by().values_list("score").annotate(n=Count("pk")))
    counts = tuple((str(score), by_score.get(score, 0)) for score in (5, 4, 3, 2, 1))
    words = rows.exclude(words="").order_by("pk").values_list("words", flat=True)[:100]
    return Said(n, rows.aggregate(mean=Avg("score"))["mean"], counts, tuple(words))
