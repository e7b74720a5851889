"""Receivers of bulletins: people with a yes of their own, as mailings want it.

A role stands for that yes, and for no other. It ends with the role, with a no under Exercises, by a
bulletin's link, or on the own page.
"""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.people.persons.actions import add_person, record_consent
from hustings.people.persons.models import Consent, Email, Person, Purpose
from hustings.people.persons.refusals import Refused
from hustings.security.incidents.guards import protected_profile
from hustings.security.incidents.models import Taking
from mailguard.identifiers import addresses

log = logging.getLogger(__name__)
SOURCE = "team"  # where such a person, and such an answer, comes from


def bring_up_to_date() -> int:
    """Have those stand at yes who are to get bulletins, and nobody else; how many they are."""
    refusing = set(Taking.objects.exclude(no_bulletin_since=None).values_list("user", flat=True))
    wanted = {
        person.pk
        for user in protected_profile.staff().order_by("pk")
        if user.pk not in refusing and (person := _person(user) or _made(user))
    }
    standing = Consent.objects.live().filter(purpose=Purpose.TEAM)
    there = set(standing.values_list("person", flat=True))
    for person in Person.objects.filter(pk__in=there ^ wanted).order_by("pk"):
        _say(person, is_given=person.pk in wanted)
    log.info("incidents.team readers=%d changed=%d", len(wanted), len(there ^ wanted))
    return len(wanted)


def said(user: User, *, wants: bool) -> None:
    """Somebody wants bulletins, or none. Who is no person yet becomes one with the next bulletin."""
    person = _person(user)
    if person and Consent.objects.live().filter(person=person, purpose=Purpose.TEAM).exists() != wants:
        _say(person, is_given=wants)


def ended(person: Person) -> None:
    """They said no by a letter or on their own page: what stands under Exercises follows."""
    keys = set(person.emails.values_list("key", flat=True))
    for user in protected_profile.staff().filter(email__in=person.emails.values("address")):
        if addresses.key_of(user.email) in keys:
            Taking.objects.filter(user=user, no_bulletin_since=None).update(no_bulletin_since=timezone.now())
            Taking.objects.get_or_create(user=user, defaults={"no_bulletin_since": timezone.now()})


def named(source: str) -> str:
    return _("an HQ account") if source == SOURCE else ""


def _person(user: User) -> Person | None:
    found = Email.objects.filter(key=addresses.key_of(user.email)).select_related("person").first()
    return found.person if found else None


def _made(user: User) -> Person | None:
    """A person of this account; None where the address can't be anybody's, or was erased."""
    try:
        with transaction.atomic():
            return add_person(
                given_name=user.first_name, family_name=user.last_name, email=user.email,
                email_status=Email.Status.CONFIRMED, language=user.language, source=SOURCE, is_another=True,
            )  # fmt: skip
    except Refused as refusal:
        log.warning("incidents.team: user %s gets no bulletins: %s", user.pk, type(refusal).__name__)
        return None


def _say(person: Person, *, is_given: bool) -> None:
    record_consent(person=person, purpose=Purpose.TEAM, is_given=is_given, source=SOURCE)
