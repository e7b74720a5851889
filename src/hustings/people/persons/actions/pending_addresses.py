"""Addresses typed by members who don't see everybody: each waits, and the answer tells nothing."""

import logging
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.people.persons import pending_addresses
from hustings.people.persons.actions.addresses import (
    EmailTaken,
    WasErased,
    add_email,
    find_by_address,
    read_email,
)
from hustings.people.persons.actions.persons import add_person
from hustings.people.persons.matching import erasure_match
from hustings.people.persons.models import Activity, Email, Person
from hustings.people.persons.refusals import Refused
from mailguard.identifiers.addresses import Address

log = logging.getLogger(__name__)


class MayNotDecide(Refused):
    """Those who work on the whole campaign decide."""


class NoLonger(Refused):
    """Somebody was quicker."""


@transaction.atomic
def type_email(*, person: Person, address: str, user: User, is_own_wish: bool = False) -> Email | None:
    """Add an address by hand; None: it waits for a look. EmailTaken: of somebody whom ``user`` sees."""
    if pending_addresses.sees_everybody(user):
        return add_email(person=person, address=address, is_own_wish=is_own_wish, user=user)
    owner = find_by_address(address=address)
    if owner == person or (owner and owner.is_seen_by(user)):
        return add_email(person=person, address=address, user=user)  # theirs already, or refused
    _wait(person, read_email(address), owner, user)
    return None


def _wait(person: Person, address: Address, owner: Person | None, user: User) -> None:
    if all(pending_addresses.key_of(line) != address.key for line in pending_addresses.of(person)):
        person.log(pending_addresses.WAITS, user=user, address=str(address), key=address.key)
        Person.objects.filter(pk=person.pk).update(updated_at=timezone.now())
    if owner:
        pending_addresses.clashes(person=person, owner=owner, address=str(address), user=user)


@transaction.atomic
def add_by_hand(
    *, user: User, email: str = "", is_own_wish: bool = False, is_another: bool = False, **words: Any
) -> Person:
    """Add a person by hand. Whoever sees everybody is told EmailTaken or WasErased, unless that is settled.

    From others the address waits, and those who see everybody are told of the likeness.
    """
    if pending_addresses.sees_everybody(user):
        return add_person(user=user, email=email, is_own_wish=is_own_wish, is_another=is_another, **words)
    told = erasure_match.told_by(erasure_match.keys_of(words))
    person = add_person(user=user, is_another=True, **words)
    if email:
        type_email(person=person, address=email, user=user)
    if told:
        day = max(filter(None, told.values()), default=None)
        person.log(
            pending_addresses.DOUBT, user=user, by=sorted({key[0] for key in told}),
            erased_at=day.isoformat() if day else "",
        )  # fmt: skip
    return person


@transaction.atomic
def take_in(*, line: Activity, user: User, is_own_wish: bool = False) -> Email:
    """Make a waiting address the person's, unvouched; EmailTaken and WasErased as in ``add_email``."""
    line = _settled(line, user, pending_addresses.WAITS, pending_addresses.LOOKED_AT)
    address = line.data["address"]
    return add_email(person=line.person, address=address, is_own_wish=is_own_wish, user=user)


@transaction.atomic
def take_in_free(*, lines: Collection[int], user: User) -> int:
    """Take in those of these that nobody has; returns how many they were."""
    found = list(
        pending_addresses.lines().filter(pk__in=lines, kind=pending_addresses.WAITS).select_related("person")
    )
    n = 0
    for each in pending_addresses.looked_up(found):
        if each.is_free:
            try:
                with transaction.atomic():
                    take_in(line=each.line, user=user)
                n += 1
            except (EmailTaken, WasErased, NoLonger):  # meanwhile, or by an earlier one of these
                continue
    log.info("%s addresses that waited were taken in by user %s", n, user.pk)
    return n


@transaction.atomic
def leave_out(*, line: Activity, user: User) -> None:
    """The address is not the person's, or a slip of the hand."""
    line = _closed(line, pending_addresses.WAITS, pending_addresses.LOOKED_AT)
    line.person.log("person.email_left_out", user=user, address=line.data["address"])


@transaction.atomic
def let_stay(*, line: Activity, user: User) -> None:
    _settled(line, user, pending_addresses.DOUBT, pending_addresses.SETTLED)


def _settled(line: Activity, user: User, kind: str, now: str) -> Activity:
    if not pending_addresses.may_look(user):
        raise MayNotDecide(_("Only people with access to the whole campaign can review entries."))
    return _closed(line, kind, now)


def _closed(line: Activity, kind: str, now: str) -> Activity:
    if not Activity.objects.filter(pk=line.pk, kind=kind).update(kind=now):
        raise NoLonger(_("Someone has already reviewed this."))
    log.info("line %s of person %s: %s is %s", line.pk, line.person_id, kind, now)
    return line
