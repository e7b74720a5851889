"""Bring a friend: a link of one's own to the sign-up form, and who came by it."""

import logging

from django.db import transaction
from django.utils import timezone

from hustings.people.persons.actions.relationships import BadCircle, set_recruiter
from hustings.people.persons.hooks import referrals
from hustings.people.persons.models import Person, RecruitLink
from hustings.people.signups.models import SignUp

log = logging.getLogger(__name__)


@transaction.atomic
def make_link(*, person: Person) -> RecruitLink:
    """The link of somebody, made at first use."""
    Person.objects.select_for_update(no_key=True, of=("self",)).get(pk=person.pk)  # one at a time
    link = RecruitLink.objects.live().filter(person=person).first()
    return link or RecruitLink.objects.create(person=person)


def offered_link(*, person: Person) -> RecruitLink | None:
    """The link of somebody who has just done something, made at first use; None where they stopped one."""
    links = list(RecruitLink.objects.filter(person=person))
    live = next((link for link in links if link.stopped_at is None), None)
    return live or (None if links else make_link(person=person))


@transaction.atomic
def stop_links(*, person: Person) -> None:
    """Have their links lead to nobody any more. Whom they brought they have brought."""
    RecruitLink.objects.live().filter(person=person).update(stopped_at=timezone.now())
    SignUp.objects.filter(recruiter=person, confirmed_at=None).update(recruiter=None)
    log.info("recruiting links stopped person=%s", person.pk)


def note_recruiter(*, person: Person, recruiter: Person, came_before: bool) -> bool:
    """Write down who brought somebody new, once, without circles; False where nobody did."""
    if came_before or Person.objects.filter(pk=person.pk, recruiter__isnull=False).exists():
        return False
    try:
        set_recruiter(person=person, recruiter=recruiter)
    except BadCircle:
        return False
    referrals.brought(recruiter)
    return True
