"""A portion of an announcement's mails: whether each may still go, when, and that it goes once."""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hustings.deliberation.consultations import addressees
from hustings.deliberation.consultations.announcements import audience, links
from hustings.deliberation.consultations.announcements.kinds import MailKind, kinds
from hustings.deliberation.consultations.models import Announcement, AnnouncementMail
from hustings.foundation.campaigns import mails
from hustings.foundation.elections import law
from hustings.foundation.jobs import ReleaseTask, exactly_once
from hustings.foundation.legal import ANYWHERE, Channel, Content
from hustings.people.persons.models import Person

log = logging.getLogger(__name__)
LATER = dt.timedelta(hours=6)  # no free moment is known: ask again


def free_at(person: Person, now: dt.datetime) -> dt.datetime | None:
    """The moment when a mail may go to them, by silence and quiet hours where they live; None: now."""
    book = law.book()
    if book is None:
        return None
    known = book.codes([person.zone_id])[person.zone_id] if person.zone_id else (ANYWHERE,)
    book.likeness(known)
    answer = book.ask(known, now, Channel.EMAIL, frozenset({Content.CAMPAIGN}))
    return None if answer.may else answer.next_at or now + LATER


def send(pk: int, after: int, upto: int, pause: Callable[[], object]) -> dt.datetime | None:
    """Mail the voices behind ``after``; the moment to come back at where some may not be mailed yet.

    A mail that fails keeps none of the others back; its error is raised at the end.
    """
    found = Announcement.objects.select_related("consultation__roll").filter(pk=pk).first()
    kind = kinds.find(found.kind) if found else None
    if found is None or kind is None:
        return None
    subject, later, error = kind.find(found.subject), list[dt.datetime](), None
    rows = found.mails.waiting().filter(participant__gt=after, participant__lte=upto)
    for row in rows.select_related("participant__person").order_by("participant"):
        pause()
        row.announcement = found
        try:
            later += [at] if (at := _send(kind, subject, row)) else []
        except ReleaseTask:
            raise
        except Exception as failed:
            log.warning("consultations.announcement mail=%s failed", row.pk, exc_info=True)
            error = failed
    if error and not later:  # else they are tried with those that wait
        raise error
    return min(later, default=None)


def _send(kind: MailKind, subject: Any, row: AnnouncementMail) -> dt.datetime | None:
    """Mail it once, or drop what isn't wanted any more; the moment when it may go if not now."""
    unmailed = AnnouncementMail.objects.waiting().filter(pk=row.pk).select_related("participant__person")
    person = row.participant.person
    to = addressees.of(row.participant)
    if person is None or to is None or subject is None or not _is_wanted(kind, subject, row, person):
        unmailed.update(dropped_at=timezone.now())
        return None
    if at := free_at(person, timezone.now()):
        return at
    exactly_once.mail_once(
        f"consultations.announcement {row.pk}",
        unmailed,
        lambda now: _mail(kind, subject, now, person, to.address),
    )
    return None


def _is_wanted(kind: MailKind, subject: Any, row: AnnouncementMail, person: Person) -> bool:
    """Whether it still concerns them, they may be written to, and weren't by another of their addresses."""
    if not audience.reachable(kind.told(subject)).filter(pk=row.participant_id).exists():
        return False
    others = AnnouncementMail.objects.filter(announcement=row.announcement_id, participant__person=person)
    return not others.exclude(mailed_at=None).exists() and row.announcement.consultation.invites(person)


def _mail(kind: MailKind, subject: Any, row: AnnouncementMail, person: Person, to: str) -> None:
    with translation.override(person.language):
        stop = mails.link("consultations:mail_choice", links.token(row.participant_id))
        note = _(
            "You get this because you took part in this consultation. No more e-mails about it: %(link)s"
        )
        words = kind.words(subject, row.participant)
        message = mails.message(to, replace(words, notes=[*words.notes, note % {"link": stop}]))
    message.extra_headers["List-Unsubscribe"] = f"<{stop}>"
    message.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.send()
