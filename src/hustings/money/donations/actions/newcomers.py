"""Donors whom nobody knew: whoever paid gets a record, or finds theirs by mailbox and name.

A mailbox alone says too little: couples share one, and the law counts each of them apart.
"""

from contextlib import suppress
from datetime import date
from typing import Any

from django.conf import settings

from hustings.foundation.territories import postcodes
from hustings.money.donations import tasks
from hustings.money.donations.models import Donation, Donor
from hustings.people.persons.actions import add_person
from hustings.people.persons.models import Arrival, Email, Person, RecruitLink
from hustings.people.persons.models.persons import name_keys
from hustings.people.persons.refusals import Refused
from hustings.people.signups.actions import note_arrival
from mailguard.identifiers import addresses


def take_in(row: Donation) -> bool:
    """Give the gift, and what was declared for it, a person; whether they are new."""
    known = _known(row.donor)
    person = known or _new(row)
    row.person = row.donor.person = person
    row.save(update_fields=["person"])
    row.donor.save(update_fields=["person"])
    if known:  # they may have given before
        tasks.check_later(person.pk)
    return known is None


def note_origin(row: Donation, *, is_new: bool) -> None:
    """Keep by what somebody came to their gift, and who brought them."""
    assert row.person
    owner = RecruitLink.objects.all().owner((row.came or {}).get("via", ""))
    if owner and owner != row.person and row.referrer_id is None:
        row.referrer = owner
        row.save(update_fields=["referrer"])
    note_arrival(person=row.person, act=Arrival.Act.GIFT, came=row.came, came_before=not is_new)


def _known(donor: Donor) -> Person | None:
    before = Donor.objects.filter(key=donor.key, email__iexact=donor.email).exclude(person=None)
    if donor.email and (same := before.select_related("person").order_by("pk").first()):
        return same.person
    email = Email.objects.select_related("person").filter(key=addresses.key_of(donor.email) or None).first()
    return email.person if email and _is_named_like(email.person, donor) else None


def _is_named_like(person: Person, donor: Donor) -> bool:
    said = name_keys(donor.given_name, donor.family_name)[0]
    return person.name_key in {",", said} and person.born_on in {None, donor.born_on or person.born_on}


def _new(row: Donation) -> Person:
    """A record with what was declared; without what can't stand, such as somebody else's mailbox."""
    donor = row.donor
    key = addresses.key_of(donor.email)
    email = donor.email if key and not Email.objects.filter(key=key).exists() else ""
    with suppress(Refused):
        return _added(row, email, donor.born_on)
    return _added(row, "", None)


def _added(row: Donation, email: str, born_on: date | None) -> Person:
    donor = row.donor
    about: dict[str, Any] = {"country": donor.country} if donor.country else {}
    if donor.postcode:
        about["zone"] = postcodes.choices(donor.postcode).sole
    return add_person(
        given_name=donor.given_name, family_name=donor.family_name, email=email, born_on=born_on,
        lines=donor.street, postcode=donor.postcode, city=donor.city, source=row.source,
        language=row.language or settings.LANGUAGE_CODE, is_own_wish=True, **about,
    )  # fmt: skip
