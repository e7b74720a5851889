"""Answer one who asked. Work for later: the form takes as long whether the address is known or not."""

import logging
from datetime import timedelta

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from hustings.foundation.jobs import exactly_once
from hustings.people.persons.models import Email, Person
from hustings.people.selfservice import mails, page_links
from hustings.people.selfservice.models import PageRequest, PageWish, address_digest
from mailguard.identifiers import addresses

log = logging.getLogger(__name__)
REACHED = (Email.Status.CONFIRMED, Email.Status.UNCONFIRMED)
MOST_TOLD = 5
UNKNOWN_AGAIN = timedelta(days=1)  # how often a stranger's mailbox hears that we don't know them


def answer(request_id: int) -> bool:
    """Mail once, whichever worker gets here first; a failed send leaves the request open.

    Links are kept before they leave: after a mail in doubt both open.
    """
    with exactly_once.alone(f"selfservice.page_request {request_id}"):
        asked = PageRequest.objects.filter(pk=request_id, answered_at=None).first()
        if asked is None:
            return False
        letters = _mails(asked)
        for letter in letters:
            _send(asked, letter)
        PageRequest.objects.filter(pk=asked.pk).update(answered_at=timezone.now(), address="")
    log.info("page request %s answered: %s", asked.pk, "mailed" if letters else "not again")
    return True


def _send(asked: PageRequest, letter: EmailMultiAlternatives) -> None:
    """Each address once, however often it is tried to reach the others."""
    to = address_digest(letter.to[0])[:16]
    with exactly_once.once(f"selfservice.page_request {asked.pk} {to}") as is_due:
        if is_due:
            letter.send()


def _mails(asked: PageRequest) -> list[EmailMultiAlternatives]:
    if asked.wish == PageWish.TOLD:
        return _telling(asked.person, asked.address) if asked.person else []
    letter = _mail(asked)
    return [letter] if letter else []


def _telling(person: Person, added: str) -> list[EmailMultiAlternatives]:
    opening = person.emails.filter(barred_at=None)
    opens = opening.filter(address=added).exists()
    held = opening.filter(status__in=REACHED).exclude(address=added)[:MOST_TOLD]
    return [mails.telling(person, email.address, added, opens=opens) for email in held]


def _mail(asked: PageRequest) -> EmailMultiAlternatives | None:
    if asked.wish == PageWish.ADDRESS:
        return mails.proving(asked.person, asked.address) if asked.person else None
    key = addresses.read(asked.address).key
    email = Email.objects.select_related("person").filter(key=key).first()
    if email and email.barred_at is None:  # to it as we hold it: another spelling might be another mailbox
        due = page_links.is_due(email.person, email.address, before=asked.requested_at)
        return mails.opening(email.person, email.address, asked.onward) if due else None
    told = PageRequest.objects.filter(
        digest=asked.digest, answered_at__gt=timezone.now() - UNKNOWN_AGAIN, wish=PageWish.OPEN
    )
    if told.exists():
        return None
    if email:
        return mails.barred(email.address, email.person.language)
    return mails.nothing_known(asked.address, asked.language)
