"""Bring a friend: a link of one's own to the sign-up form, and who came by it."""

import logging

from django.db import transaction

from hustings.people.actions.circles import BadCircle, set_recruiter
from hustings.people.models import Person, RecruitLink, SignUp

log = logging.getLogger(__name__)


@transaction.atomic
def make_link(*, person: Person) -> RecruitLink:
    """The link of somebody, made at first use."""
    Person.objects.select_for_update(no_key=True, of=("self",)).get(pk=person.pk)  # one at a time
    link = RecruitLink.objects.filter(person=person).first()
    return link or RecruitLink.objects.create(person=person)


@transaction.atomic
def stop_links(*, person: Person) -> None:
    """Have their links lead to nobody any more. Whom they brought they have brought."""
    RecruitLink.objects.filter(person=person).delete()
    SignUp.objects.filter(recruiter=person, confirmed_at=None).update(recruiter=None)
    log.info("recruiting links stopped person=%s", person.pk)


def note_recruiter(*, person: Person, sign_up: SignUp, came_before: bool) -> bool:
    """Write down who brought somebody, in the transaction that confirms them; False where nobody did.

    Who had agreed to something before came without this link. The first recruiter stays, nobody brings
    themselves, and nobody those who brought them.
    """
    recruiter = sign_up.recruiter
    if recruiter is None or came_before:
        return False
    if Person.objects.filter(pk=person.pk, recruiter__isnull=False).exists():
        return False
    try:
        set_recruiter(person=person, recruiter=recruiter)
    except BadCircle:
        return False
    return True
