"""Links that call home."""

import secrets

from django.db import transaction

from hustings.foundation.accounts.models import User
from hustings.security.decoys import register
from hustings.security.decoys.models import Entry, Link


@transaction.atomic
def make_link(*, name: str, place: str, user: User) -> Link:
    link = Link.objects.create(token=secrets.token_urlsafe(16), name=name, place=place)
    register.write(Entry.Deed.LINK, register.about(link), register.said_of(link), user)
    return link
