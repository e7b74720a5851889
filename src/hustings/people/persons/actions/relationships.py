"""Actions on relationships: household, organisations, recruiter, and the member who looks after somebody."""

import logging
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.territories.models import Zone
from hustings.people.persons import change_log, team
from hustings.people.persons.models import Affiliation, Household, Organisation, Person
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)
LONGEST_CHAIN = 1_000


class BadCircle(Refused):
    """They can't belong together so."""


def _locked(person: Person) -> Person:
    return Person.objects.select_for_update(no_key=True, of=("self",)).get(pk=person.pk)


def _set(person: Person, **columns: Any) -> None:
    Person.objects.filter(pk=person.pk).update(**columns, updated_at=timezone.now())
    for name, value in columns.items():
        setattr(person, name, value)


@transaction.atomic
def set_owner(*, person: Person, owner: User | None, user: User | None = None) -> None:
    """Say who of the team looks after somebody; they must be able to see them."""
    team.check_sees(owner, person)
    before = User.objects.filter(pk=_locked(person).owner_id).first()
    if before == owner:
        return
    _set(person, owner=owner)
    person.log("person.changed", user=user, changes=[change_log.column("owner", before, owner)])


@transaction.atomic
def set_recruiter(*, person: Person, recruiter: Person | None, user: User | None = None) -> None:
    """Say who brought somebody. The timeline names nobody: it must not keep who was erased."""
    now = _locked(person)
    if now.recruiter_id == (recruiter.pk if recruiter else None):
        return
    above, steps = recruiter, 0
    while above is not None and steps < LONGEST_CHAIN:
        if above.pk == person.pk:
            raise BadCircle(_("A person can't be referred by themselves, even through others."))
        above, steps = above.recruiter, steps + 1
    _set(person, recruiter=recruiter)
    person.log("person.recruiter_set" if recruiter else "person.recruiter_cleared", user=user)


@transaction.atomic
def join_household(*, person: Person, other: Person, user: User | None = None) -> Household:
    """Put somebody into the household of another; a new one where that one has none."""
    if person.pk == other.pk:
        raise BadCircle(_("Choose another person of the household."))
    people = {row.pk: row for row in Person.objects.select_for_update(no_key=True, of=("self",)).filter(
        pk__in=[person.pk, other.pk]
    ).order_by("pk")}  # fmt: skip
    household = people[other.pk].household
    if household is None:
        household = Household.objects.create()
        _set(other, household=household)
        other.log("person.household_joined", user=user)
    before = people[person.pk].household
    if before == household:
        return household
    _set(person, household=household)
    person.log("person.household_joined", user=user)
    _end_if_empty(before)
    return household


@transaction.atomic
def leave_household(*, person: Person, user: User | None = None) -> None:
    """Take somebody out; an empty household goes."""
    before = _locked(person).household
    if before is None:
        return
    _set(person, household=None)
    person.log("person.household_left", user=user)
    _end_if_empty(before)


def _end_if_empty(household: Household | None) -> None:
    if household and not household.members.exists():
        household.delete()


@transaction.atomic
def rename_household(*, household: Household, name: str) -> None:
    """What it is called; empty: after its members."""
    household.name = " ".join(name.split())[:200]
    household.save(update_fields=["name"])


@transaction.atomic
def save_organisation(
    *,
    name: str,
    organisation: Organisation | None = None,
    kind: str = "",
    website: str = "",
    email: str = "",
    phone: str = "",
    address: str = "",
    zone: Zone | None = None,
) -> Organisation:
    """A new one, or a known one changed. Names are unique, whatever their case and accents."""
    made = organisation or Organisation()
    made.rename(name)
    if not made.key:
        raise BadCircle(_("Enter a name for the organisation."))
    if Organisation.objects.filter(key=made.key).exclude(pk=made.pk).exists():
        raise BadCircle(_("The organisation “%(name)s” already exists.") % {"name": made.name})
    made.kind, made.website, made.email, made.zone = kind.strip(), website, email, zone
    made.phone, made.address = phone, address.strip()
    made.save()
    return made


@transaction.atomic
def remove_organisation(*, organisation: Organisation) -> None:
    """Forget it; its members stay. Segments that ask for it say that they are broken."""
    log.info("organisation removed id=%s", organisation.pk)
    organisation.delete()


@transaction.atomic
def join_organisation(*, person: Person, name: str, role: str = "", user: User | None = None) -> Affiliation:
    """Let somebody belong to the organisation of this name, made at first use; again to change the role."""
    blank = Organisation()
    blank.rename(name)
    if not blank.key:
        raise BadCircle(_("Enter a name for the organisation."))
    organisation = Organisation.objects.get_or_create(key=blank.key, defaults={"name": blank.name})[0]
    role = " ".join(role.split())[:100]
    held = Affiliation.objects.filter(person=person, organisation=organisation).first()
    if held and held.role == role:
        return held
    made, _is_new = Affiliation.objects.update_or_create(
        person=person, organisation=organisation, defaults={"role": role}
    )
    person.log("person.organisation_joined", user=user, organisation=organisation.name, role=role)
    return made


@transaction.atomic
def leave_organisation(*, affiliation: Affiliation, user: User | None = None) -> None:
    """They no longer belong to it."""
    affiliation.delete()
    name = affiliation.organisation.name
    affiliation.person.log("person.organisation_left", user=user, organisation=name)
