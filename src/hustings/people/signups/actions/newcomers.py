"""Take in somebody who has proven their mailbox, by whichever form; or take back what they agreed to."""

from typing import Any, NamedTuple

from django.db import transaction

from hustings.foundation.lib.sql import sql_rows
from hustings.foundation.territories import postcodes
from hustings.foundation.territories.models import Containment
from hustings.people.persons import phones
from hustings.people.persons.actions import persons
from hustings.people.persons.actions.addresses import (
    add_phone,
    add_postal_address,
    check_email,
    place,
    read_email,
)
from hustings.people.persons.actions.consents import record_consents
from hustings.people.persons.actions.persons import ADDED, change_person
from hustings.people.persons.models import Activity, Email, Person, Phone


class Newcomer(NamedTuple):
    person: Person
    is_new: bool


@transaction.atomic(savepoint=False)
def take_in(*, typed: Any, kind: str, **said: Any) -> Newcomer:
    """Make or complete the person of this mailbox, with consents from now. ``typed``: like a ``SignUp``.

    ``kind`` and what is ``said`` are the line of the timeline.
    """
    known = _known(typed)
    person = known or _new(typed)
    came = {"came": typed.came} if typed.came else {}
    lines = [Activity(person=person, kind=kind, data={"source": typed.source, **said, **came})]
    if known is None:
        lines.insert(0, Activity(person=person, kind=ADDED, data={"source": typed.source}))
    record_consents(
        person=person, wordings=typed.consents, is_given=True, source=typed.source, is_new=known is None,
        beside=lines,
    )  # fmt: skip
    return Newcomer(person, known is None)


@transaction.atomic
def take_back(*, typed: Any) -> None:
    """It was not them who agreed: what was written down with ``typed`` ends."""
    nothing = dict.fromkeys(typed.consents)
    record_consents(person=typed.person, wordings=nothing, is_given=False, source=typed.source)


def _known(typed: Any) -> Person | None:
    """Whoever has this mailbox, which is now proven theirs, with what we lacked and what has changed."""
    email = sql_rows.first(Email, "key = %s", typed.key)
    if email is None:
        return None
    if email.status != Email.Status.CONFIRMED:
        email.status = Email.Status.CONFIRMED
        email.save(update_fields=["status"])
    person = change_person(
        person=email.person,
        given_name=email.person.given_name or typed.given_name,
        family_name=email.person.family_name or typed.family_name,
        language=typed.language,
    )
    if typed.phone:
        add_phone(person=person, number=typed.phone)
    return person if is_elsewhere(person, typed) else _place(person, typed)


def is_elsewhere(person: Person, typed: Any) -> bool:
    """Whether another place was typed than the one that we know: asked about, never written over."""
    known = set(person.addresses.values_list("postcode", flat=True)) - {""}
    if typed.postcode and known and typed.postcode not in known:
        return True
    if typed.zone_id is None or person.zone_id in {None, typed.zone_id}:
        return False
    return not Containment.objects.filter(outer=person.zone_id, inner=typed.zone_id).exists()


@transaction.atomic(savepoint=False)
def move(*, typed: Any) -> Person:
    """They said that they live where they typed it. Twice is like once."""
    return _place(typed.person, typed)


def _place(person: Person, typed: Any) -> Person:
    if typed.zone:
        person = change_person(person=person, zone=typed.zone)
    if typed.postcode and not person.addresses.filter(postcode=typed.postcode).exists():
        add_postal_address(person=person, postcode=typed.postcode, city=_city(typed))
    return person


def _new(typed: Any) -> Person:
    """IntegrityError where another link to the same mailbox was followed in this very moment."""
    person = Person(language=typed.language, zone_id=typed.zone_id, source=typed.source)
    person.rename(typed.given_name, typed.family_name)
    read = read_email(typed.address)
    check_email(person=person, read=read, is_own_wish=True, user=None)
    beside: list[Any] = [Email(address=str(read), key=read.key, status=Email.Status.CONFIRMED)]
    if typed.phone:
        beside.append(Phone(number=phones.read(typed.phone)))
    if typed.postcode or typed.zone_id:
        beside.append(place(postcode=typed.postcode, city=_city(typed)))
    persons.write(person, beside)
    return person


def _city(typed: Any) -> str:
    zone = typed.zone_id and (postcodes.served(typed.postcode, typed.zone_id) or typed.zone)
    return str(zone or "")
