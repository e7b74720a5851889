"""Decoy people and their log-ins."""

import logging
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.people.persons.models import Email, Person
from hustings.people.persons.models.persons import name_keys
from hustings.security.decoys import digests, names, register
from hustings.security.decoys.models import Decoy, Distribution, Entry, Login
from mailguard.identifiers import addresses

log = logging.getLogger(__name__)
MOST = 50  # at once
_TRIES = 3


class AddressTaken(Exception):
    """The mailbox belongs to somebody who exists, or to another decoy; the message says so."""


class NoName(Exception):
    """No name was found that nobody bears; the message says what to do."""


class OnlyOnce(Exception):
    """This person has the one log-in that they will ever have; the message says what to do."""


class Shown(NamedTuple):
    """A log-in with its password, which is shown once and kept nowhere."""

    login: Login
    password: str


def is_borne(given: str, family: str) -> bool:
    name_key, _given = name_keys(given, family)
    return (
        Person.objects.filter(name_key=name_key).exists()
        or User.objects.filter(first_name__iexact=given, last_name__iexact=family).exists()
        or Decoy.objects.filter(given_name=given, family_name=family).exists()
    )


def is_taken(key: str) -> bool:
    return (
        Email.objects.filter(key=key).exists()
        or User.objects.filter(email__iexact=key).exists()
        or Decoy.objects.filter(key=key).exists()
    )


@transaction.atomic
def invent_people(
    *,
    n: int,
    domain: str,
    language: str,
    user: User,
    handing: Distribution | None = None,
    posts_in: str = "",
) -> list[Decoy]:
    """Make ``n`` people who do not exist, with mailboxes at ``domain``. NoName where no name is left."""
    return [_invented(domain, language, posts_in, user=user, handing=handing) for _n in range(min(n, MOST))]


def _invented(domain: str, language: str, posts_in: str, **words: Any) -> Decoy:
    for left in reversed(range(_TRIES)):
        try:
            given, family, post = names.invent(
                language,
                lambda first, last: is_borne(first, last) or is_taken(_key(first, last, domain)),
                posts_in,
            )
        except names.NoNameLeft:
            break
        try:
            return _make(given, family, post, domain, language, **words)
        except AddressTaken:  # somebody invented the same at the same time
            if not left:
                raise
    raise NoName(_("No unused name is left: choose another domain or language."))


def _key(given: str, family: str, domain: str) -> str:
    return addresses.read(f"{names.local_part(given, family)}@{domain}").key


def _make(
    given: str, family: str, post: str, domain: str, language: str, user: User, handing: Distribution | None
) -> Decoy:
    address = addresses.read(f"{names.local_part(given, family)}@{domain}")
    decoy = Decoy(
        given_name=given, family_name=family, post=post, language=language, address=str(address),
        key=address.key, local=address.local.lower(), handing=handing,
    )  # fmt: skip
    try:
        with transaction.atomic():
            decoy.save(force_insert=True)
    except IntegrityError:
        raise AddressTaken(_("This address has just been taken: try again.")) from None
    register.write(Entry.Deed.PERSON, register.about(decoy), register.said_of(decoy), user)
    return decoy


@transaction.atomic
def add_login(*, decoy: Decoy, place: str, user: User, is_single: bool = False) -> Shown:
    """A password for one lure, shown once, kept as a digest. OnlyOnce for a phishing page's person."""
    if decoy.handing_id is not None and (not is_single or decoy.logins.exists()):
        raise OnlyOnce(_("This decoy is reserved for one phishing page: create another decoy person."))
    password = names.password()
    login = Login.objects.create(
        decoy=decoy, place=place, is_single=is_single,
        digest=digests.digest(digests.keeping().nonce, decoy.key, password), sha1=digests.sha1(password),
    )  # fmt: skip
    register.write(Entry.Deed.LOGIN, register.about(login), register.said_of(login), user)
    return Shown(login, password)


@transaction.atomic
def retire(*, decoy: Decoy, user: User) -> None:
    """It is given to no lure any more. Who uses it still raises an alarm: what was given away stays away."""
    if Decoy.objects.live().filter(pk=decoy.pk).update(retired_at=timezone.now()):
        register.write(Entry.Deed.RETIRED, register.about(decoy), {"address": decoy.address}, user)
