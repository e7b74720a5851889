"""How people are reached: e-mail addresses, phones, postal addresses."""

import logging
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.foundation.lib import trap_addresses
from hustings.foundation.lib.dates import date_format
from hustings.foundation.webhooks import outbox
from hustings.people.persons import phones, webhook_events
from hustings.people.persons.hooks import page_hooks
from hustings.people.persons.matching import erasure_match
from hustings.people.persons.models import Email, Erasure, Person, Phone, PostalAddress
from hustings.people.persons.pending_addresses import CAME_BACK
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import CHANGE_PEOPLE
from mailguard.identifiers import addresses

log = logging.getLogger(__name__)
# What the engine says in English about an address, for translation.
gettext_noop("there is no @ in it")
gettext_noop("the part before the @ is not valid")
gettext_noop("the domain is not valid")
gettext_noop("the domain is an IP address")
gettext_noop("it is longer than 254 characters")


class BadEmail(Refused):
    """The text is no address that mail could be sent to."""


class EmailTaken(Refused):
    """The address is somebody else's; ``person`` says whose."""

    def __init__(self, message: str, person: Person) -> None:
        super().__init__(message)
        self.person = person


class MayNotVouch(Refused):
    """What an address opens is not for this user to say."""


class WasErased(Refused):
    """A key of somebody who asked to be erased: only they may come back. ``is_shared``: of others, too."""

    def __init__(self, message: str, *, is_shared: bool = False) -> None:
        super().__init__(message)
        self.is_shared = is_shared


def read_email(text: str) -> addresses.Address:
    """The address, or BadEmail in words."""
    try:
        return addresses.read(text)
    except addresses.BadAddress as bad:
        reason = _(str(bad))
        raise BadEmail(
            _("“%(text)s” is not an e-mail address: %(reason)s.") % {"text": text, "reason": reason}
        ) from bad


def find_by_address(*, address: str) -> Person | None:
    """The person of a mailbox, if any. Raises BadEmail."""
    email = Email.objects.select_related("person").filter(key=read_email(address).key).first()
    return email.person if email else None


@transaction.atomic
def add_email(
    *,
    person: Person,
    address: str,
    status: str = Email.Status.UNCONFIRMED,
    is_own_wish: bool = False,
    user: User | None = None,
) -> Email:
    """Add an address after the others, once. Of the team it opens no own page, and the others are told."""
    read = read_email(address)
    if (taken := Email.objects.select_related("person").filter(key=read.key).first()) is not None:
        return _own(taken, person)
    check_email(person=person, read=read, is_own_wish=is_own_wish, user=user)
    try:
        with transaction.atomic():
            email = person.emails.create(
                address=str(read), key=read.key, status=status, position=_next(person.emails),
                barred_at=timezone.now() if user else None,
            )  # fmt: skip
    except IntegrityError:  # somebody else was quicker
        return _own(Email.objects.select_related("person").get(key=read.key), person)
    _changed(person)
    person.log("person.email_added", user=user, address=str(read))
    if user:
        page_hooks.typed(email)
    return email


def check_email(*, person: Person, read: addresses.Address, is_own_wish: bool, user: User | None) -> None:
    """Refuse a trap, or whoever was erased unless it is their wish."""
    if trap_addresses.among([read.key]):
        raise BadEmail(trap_addresses.refusal(str(read)))
    if _let_back(read.key, is_own_wish) and user is not None:  # on the word of the team alone
        person.log(CAME_BACK, user=user)


@transaction.atomic
def vouch_for_email(*, email: Email, user: User) -> None:
    """Let an address open the page of whose it is: somebody with rights everywhere made sure of that."""
    if not access.everywhere(user, CHANGE_PEOPLE):
        raise MayNotVouch(_("Only people with access to the whole campaign can confirm an address."))
    if Email.objects.filter(pk=email.pk).exclude(barred_at=None).update(barred_at=None):
        email.person.log("person.email_vouched", user=user, address=email.address)
        page_hooks.typed(email)


def _own(email: Email, person: Person) -> Email:
    if email.person_id != person.pk:
        raise taken_by(email)
    return email


def taken_by(email: Email) -> EmailTaken:
    """Needs ``person``."""
    return EmailTaken(_("%(address)s belongs to someone else.") % {"address": email.address}, email.person)


def _let_back(key: str, is_own_wish: bool) -> bool:
    """Whether somebody erased comes back; WasErased where it isn't their wish."""
    erased_at = Erasure.objects.all().moment(key)
    if erased_at and is_own_wish:
        Erasure.objects.of(key).let_back()
    elif erased_at:
        raise erased_by(f"e{key}", erased_at)
    return erased_at is not None


def erased_by(key: str, day: datetime | None) -> WasErased:
    """What is said where a key of the import tells that somebody was erased: it names the kind, not them."""
    words = {"day": date_format(timezone.localtime(day)) if day else "–", "what": erasure_match.words(key)}
    if erasure_match.is_shared(key):
        said = _(
            "Someone with the same %(what)s asked to be erased on %(day)s. Add this person only "
            "at their own request, or if it is someone else."
        )
    elif key[0] == "e":
        said = _(
            "The owner of this address asked to be erased on %(day)s. Add this person only at "
            "their own request."
        )
    else:
        said = _(
            "Someone with the same %(what)s asked to be erased on %(day)s. Add this person only "
            "at their own request."
        )
    return WasErased(said % words, is_shared=erasure_match.is_shared(key))


@transaction.atomic
def remove_email(*, email: Email, user: User | None = None) -> None:
    """Forget an address; links that were sent there and what they opened end with it."""
    email.delete()
    page_hooks.unproven(email)
    _changed(email.person)
    email.person.log("person.email_removed", user=user, address=email.address)


@transaction.atomic
def put_email_first(*, email: Email, user: User | None = None) -> None:
    """Make it the one that is written to."""
    others = Email.objects.filter(person=email.person_id).exclude(pk=email.pk)
    others.update(position=F("position") + 1)
    Email.objects.filter(pk=email.pk).update(position=0)
    _changed(email.person)
    email.person.log("person.email_first", user=user, address=email.address)


@transaction.atomic
def add_phone(*, person: Person, number: str, user: User | None = None) -> Phone:
    """One more number, in E.164. Twice is like once; a family may share one."""
    read = phones.read(number)
    phone, is_new = person.phones.get_or_create(number=read, defaults={"position": _next(person.phones)})
    if is_new:
        _changed(person)
        person.log("person.phone_added", user=user, number=read)
    return phone


@transaction.atomic
def remove_phone(*, phone: Phone, user: User | None = None) -> None:
    """Forget a number."""
    phone.delete()
    _changed(phone.person)
    phone.person.log("person.phone_removed", user=user, number=phone.number)


@transaction.atomic
def add_postal_address(
    *,
    person: Person,
    lines: str = "",
    postcode: str = "",
    city: str = "",
    country: str = "FR",
    user: User | None = None,
) -> PostalAddress:
    """One more place where they get letters."""
    address = place(lines=lines, postcode=postcode, city=city, country=country)
    address.person, address.position = person, _next(person.addresses)
    address.save()
    _changed(person)
    person.log("person.address_added", user=user, address=str(address))
    return address


def place(*, lines: str = "", postcode: str = "", city: str = "", country: str = "FR") -> PostalAddress:
    """A postal address as its columns take it, of nobody yet."""
    return PostalAddress(
        lines=lines.strip(), postcode=postcode.strip()[:12], city=city.strip()[:100],
        country=country.upper()[:2],
    )  # fmt: skip


@transaction.atomic
def remove_postal_address(*, address: PostalAddress, user: User | None = None) -> None:
    """Forget a place."""
    address.delete()
    _changed(address.person)
    address.person.log("person.address_removed", user=user, address=str(address))


def _next(rows: Any) -> int:
    last: int | None = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _changed(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(updated_at=timezone.now())
    outbox.tell(webhook_events.CHANGED, person.pk)
