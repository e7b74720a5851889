"""Add people and change what is known of them."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.sql import sql_inserts
from hustings.foundation.territories.models import Zone
from hustings.foundation.webhooks import outbox
from hustings.people.persons import change_log, phones, webhook_events
from hustings.people.persons.actions.addresses import check_email, erased_by, place, read_email, taken_by
from hustings.people.persons.matching import erasure_match
from hustings.people.persons.models import Email, Erasure, Person, Phone, PostalAddress
from hustings.people.persons.pending_addresses import CAME_BACK
from hustings.people.persons.refusals import Refused
from mailguard.identifiers.addresses import Address

log = logging.getLogger(__name__)
CHANGEABLE = ("given_name", "family_name", "language", "born_on", "zone", "source", "external_id")
ADDED = "person.added"
OLDEST = 120  # years


class BadBirthDate(Refused):
    """Nobody alive was born then."""


class OwnNumberTaken(Refused):
    """Somebody else has this number."""


def add_person(
    *,
    given_name: str = "",
    family_name: str = "",
    email: str = "",
    email_status: str = Email.Status.UNCONFIRMED,
    phone: str = "",
    lines: str = "",
    postcode: str = "",
    city: str = "",
    country: str = "FR",
    language: str = "fr",
    born_on: date | None = None,
    zone: Zone | None = None,
    source: str = "",
    external_id: str | None = None,
    is_own_wish: bool = False,
    is_another: bool = False,
    user: User | None = None,
) -> Person:
    """Add a person. Refused for a taken address, or an erased one unless ``is_own_wish``.

    Of the team also for an erased name with phone or birth date, unless ``is_another``.
    """
    _check_birth_date(born_on)
    _check_own_number(external_id, None)
    read = read_email(email) if email else None
    known = {
        "given_name": given_name, "family_name": family_name, "phone": phone, "born_on": born_on,
        "external_id": external_id, "email": str(read or ""),
    }  # fmt: skip
    erased = _erased(known, is_own_wish, is_another) if user is not None else []
    person = Person(
        language=language, born_on=born_on, zone=zone, source=source[:200], external_id=external_id or None
    )
    person.rename(given_name, family_name)
    beside: list[Any] = [Phone(number=phones.read(phone))] if phone else []
    if lines or postcode or city:
        beside.append(place(lines=lines, postcode=postcode, city=city, country=country))
    if read:
        beside.insert(0, Email(address=str(read), key=read.key, status=email_status))
    with _refusing_taken(read), transaction.atomic():
        write(person, beside)
        person.log(ADDED, user=user, source=source[:200])
        if erased:
            Erasure.objects.all().let_back_by(erased)
            person.log(CAME_BACK, user=user)
        if read:
            check_email(person=person, read=read, is_own_wish=is_own_wish, user=user)
    return person


def write(person: Person, beside: Iterable[Email | Phone | PostalAddress]) -> None:
    """Insert a person and how to reach them, unasked: the caller has looked at what may refuse it."""
    sql_inserts.add(person)
    for each in beside:
        each.person = person
        sql_inserts.add(each)
    outbox.tell(webhook_events.ADDED, person.pk)
    log.info("person added id=%s", person.pk)


@contextmanager
def _refusing_taken(read: Address | None) -> Iterator[None]:
    try:
        yield
    except IntegrityError:
        taken = Email.objects.select_related("person").filter(key=read.key).first() if read else None
        if taken is None:
            raise
        raise taken_by(taken) from None


def _erased(known: dict[str, Any], is_own_wish: bool, is_another: bool) -> list[str]:
    """By which of their keys somebody who was erased comes back; WasErased where it isn't their wish."""
    told = erasure_match.told_by(erasure_match.keys_of(known))
    if is_another:
        told = {key: day for key, day in told.items() if not erasure_match.is_shared(key)}
    if told and not is_own_wish:
        key, day = next(iter(told.items()))
        raise erased_by(key, day)
    return list(told)


@transaction.atomic
def change_person(*, person: Person, user: User | None = None, **values: Any) -> Person:
    """Set columns; each true change is written to the timeline: from, to, who."""
    if unknown := set(values) - set(CHANGEABLE):
        raise TypeError(f"change_person() can't set {', '.join(sorted(unknown))}")
    now = Person.objects.select_for_update(no_key=True, of=("self",)).select_related("zone").get(pk=person.pk)
    if "external_id" in values:
        values["external_id"] = values["external_id"] or None
        _check_own_number(values["external_id"], now)
    _check_birth_date(values.get("born_on"))
    before = {name: getattr(now, name) for name in values}
    names = {"given_name": now.given_name, "family_name": now.family_name}
    for name, value in values.items():
        if name not in names:
            setattr(now, name, value)
    now.rename(**{name: values.get(name, old) for name, old in names.items()})
    changes = [
        change_log.column(name, old, getattr(now, name))
        for name, old in before.items()
        if getattr(now, name) != old
    ]
    if changes:
        now.updated_at = timezone.now()
        now.save()
        outbox.tell(webhook_events.CHANGED, now.pk)
        now.log("person.changed", user=user, changes=changes)
        log.info("person changed id=%s fields=%s", now.pk, ",".join(change[0] for change in changes))
    return now


def _check_birth_date(born_on: date | None) -> None:
    today = timezone.localdate()
    if born_on and not (today.year - OLDEST <= born_on.year and born_on <= today):
        raise BadBirthDate(_("%(day)s can't be a birth date.") % {"day": date_format(born_on)})


def _check_own_number(external_id: str | None, person: Person | None) -> None:
    if not external_id:
        return
    others = Person.objects.filter(external_id=external_id)
    if (others.exclude(pk=person.pk) if person else others).exists():
        raise OwnNumberTaken(_("Someone else has the external ID “%(number)s”.") % {"number": external_id})
