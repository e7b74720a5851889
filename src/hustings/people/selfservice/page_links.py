"""The secrets in mails: made here, kept as digests only."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from hustings.people.persons.models import Person
from hustings.people.selfservice.models import LIFE, PageLink, PageWish

_ADDRESSES = {PageWish.OPEN: "own_page:link", PageWish.ADDRESS: "own_page:proof"}


LEFT = timedelta(minutes=10)  # a link that dies sooner is no answer any more
SPACING = timedelta(minutes=5)
MAILS_A_DAY = 10  # to one mailbox, beside those that are owed: see is_due


def is_due(person: Person, address: str, *, before: datetime | None = None) -> bool:
    """Whether one more link is mailed there: always where the mailbox holds none that works.

    So nobody can keep the owner out. Else at a distance, some a day, ``before`` this request.
    """
    now = timezone.now()
    sent = PageLink.objects.filter(person=person, address=address, wish=PageWish.OPEN)
    if before:
        sent = sent.filter(created_at__lt=before)
    if not sent.filter(used_at=None, expires_at__gt=now + LEFT).exists():
        return True
    if sent.filter(created_at__gt=now - SPACING).exists():
        return False
    return sent.filter(created_at__gt=now - timedelta(days=1)).count() < MAILS_A_DAY


def make(person: Person, address: str, wish: PageWish, onward: str = "") -> str:
    """Keep a new link of ``person`` and return its address, in their language."""
    token = secrets.token_urlsafe(32)
    PageLink.objects.create(
        person=person,
        wish=wish,
        address=address,
        onward=onward,
        digest=hashlib.sha256(token.encode()).hexdigest(),
        expires_at=timezone.now() + LIFE,
    )
    with translation.override(person.language):
        return settings.BASE_URL + reverse(_ADDRESSES[wish], args=[token])
