"""Donors whom nobody knew: whoever paid gets a record, or finds theirs."""

from contextlib import suppress
from datetime import date
from typing import Any

from django.conf import settings

from hustings.foundation.territories import postcodes
from hustings.money.donations import known_donors, tasks
from hustings.money.donations.models import Donation
from hustings.people.persons.actions import add_person
from hustings.people.persons.models import Arrival, Email, Person, RecruitLink
from hustings.people.persons.refusals import Refused
from hustings.people.signups.actions import note_arrival
from mailguard.identifiers import addresses


def take_in(row: Donation) -> bool:
    """Give the gift, and what was declared for it, a person; whether they are new."""
    known = known_donors.of([row.donor])[0]
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
