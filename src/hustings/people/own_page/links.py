"""The secrets in mails: made here, kept as digests only."""

import hashlib
import secrets

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from hustings.people.models import PageLink, PageWish, Person
from hustings.people.models.own_page import LIFE

_ADDRESSES = {PageWish.OPEN: "own_page:link", PageWish.ADDRESS: "own_page:proof"}


def make(person: Person, address: str, wish: PageWish) -> str:
    """Keep a new link of ``person`` and return its address, in their language."""
    token = secrets.token_urlsafe(32)
    PageLink.objects.create(
        person=person,
        wish=wish,
        address=address,
        digest=hashlib.sha256(token.encode()).hexdigest(),
        expires_at=timezone.now() + LIFE,
    )
    with translation.override(person.language):
        return settings.BASE_URL + reverse(_ADDRESSES[wish], args=[token])
