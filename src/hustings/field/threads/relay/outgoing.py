"""Mails of notices: each claimed before it is handed over, so a killed worker sends none twice."""

import logging
import smtplib
from collections.abc import Sequence
from datetime import timedelta

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from hustings.field.threads import circles
from hustings.field.threads.models import Notice
from hustings.field.threads.relay import letters
from hustings.foundation import jobs
from hustings.outreach.mailings.audience import address_of
from hustings.people.persons.models import Person

log = logging.getLogger(__name__)
PORTION = 50  # mails of one run
_LATER, _TRIES = timedelta(minutes=10), 5
# The server said no, or there was none: nothing was handed over, so it may be tried again.
_UNSENT = (
    smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError, smtplib.SMTPHeloError,
    smtplib.SMTPConnectError, smtplib.SMTPAuthenticationError, ConnectionRefusedError,
)  # fmt: skip


def send_some() -> bool:
    """Send the mails that are due, at most PORTION; whether there are more."""
    due = Notice.objects.due().order_by("due_at", "pk")
    found = list(due.values_list("pk", "person", "is_daily")[: PORTION * 4])
    if not found:
        return False
    connection, done = get_connection(), 0
    try:
        connection.open()
    except OSError as error:  # nothing was claimed: a scheduled job tries again
        log.warning("notices wait: %s", type(error).__name__)
        return False
    summaries: set[int] = set()
    for pk, person, is_daily in found:
        if done >= PORTION or jobs.is_stopping():
            break
        if is_daily and person in summaries:
            continue
        summaries |= {person} if is_daily else set()
        done += 1
        _send(connection, _claim_daily(person) if is_daily else _claim([pk]))
    connection.close()
    return Notice.objects.due().exists()


def _claim(keys: Sequence[int]) -> list[Notice]:
    """Those of them that nobody else has claimed, claimed now and committed."""
    now = timezone.now()
    held = [pk for pk in keys if Notice.objects.waiting().filter(pk=pk).update(claimed_at=now)]
    rows = Notice.objects.filter(pk__in=held).select_related("person", "message__thread", "message__person")
    return list(rows.order_by("message__at", "pk"))


def _claim_daily(person: int) -> list[Notice]:
    """All that waits for somebody's summary."""
    return _claim(
        list(Notice.objects.due().filter(person=person, is_daily=True).values_list("pk", flat=True))
    )


def _send(connection: BaseEmailBackend, rows: list[Notice]) -> None:
    """One mail about all of them, or none where there is nothing left to tell."""
    told = _fit(rows)
    address = address_of(told[0].person) if told else ""
    if not address:
        return
    mail = letters.summary(told, address) if told[0].is_daily else letters.notice(told[0], address)
    mail.connection = connection
    keys = [each.pk for each in told]
    try:
        mail.send()
    except _UNSENT as error:
        log.warning("notices put off n=%s: %s", len(keys), type(error).__name__)
        _put_off(told)
        return
    except (OSError, smtplib.SMTPException) as error:  # it may have arrived: never twice
        log.warning("notices unsure n=%s: %s", len(keys), type(error).__name__)
        connection.close()
        return
    Notice.objects.filter(pk__in=keys).update(sent_at=timezone.now())
    log.info("notices sent n=%s person=%s", len(keys), told[0].person_id)


def _put_off(rows: list[Notice]) -> None:
    for each in rows:
        if each.n_tried + 1 < _TRIES:
            later = timezone.now() + _LATER * (each.n_tried + 1)
            Notice.objects.filter(pk=each.pk).update(claimed_at=None, due_at=later, n_tried=each.n_tried + 1)


def _fit(rows: list[Notice]) -> list[Notice]:
    """Those that may still be told: to who is in, wants mail, of messages that are shown."""
    if not rows or not Person.objects.open_to_mail().filter(pk=rows[0].person_id).exists():
        return []
    return [each for each in rows if each.message.is_shown and _is_in(each)]


def _is_in(notice: Notice) -> bool:
    thread = notice.message.thread
    circle = circles.find(thread.kind, thread.subject)
    return bool(circle and (circle.has(notice.person_id) or circle.is_led_by(notice.person_id)))
