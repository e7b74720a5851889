"""Have duplicates looked for, and say of two records that they are two people."""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.people.changes.actions import operations
from hustings.people.duplicates.models import Duplicate
from hustings.people.duplicates.search import operation
from hustings.people.persons.models import Operation, Person
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)
STANDING = frozenset({*Operation.BUSY, Operation.State.PAUSED})


class AlreadySearching(Refused):
    """One search at a time."""


@transaction.atomic
def search(*, user: User | None = None, since_last: bool = False) -> Operation:
    """Look through all people in the background; or through those changed since the last search began."""
    earlier = Operation.objects.filter(kind=operation.KIND).order_by("-pk")
    if earlier.filter(state__in=STANDING).exists():
        raise AlreadySearching(_("A search for duplicates is already running."))
    last = earlier.filter(state=Operation.State.DONE).first() if since_last else None
    n = Person.objects.count()
    since = last.created_at.isoformat() if last else None
    choices = {
        "parts": operation.parts(n),
        "since": since,
        "after": earlier.count(),
    }  # no search is another's twin
    return operations.start(kind=operation.KIND, user=user, choices=choices, n=n)


def search_anew() -> None:
    """Each night: among those who are new or were changed. Nothing where nobody is, or a search goes on."""
    last = Operation.objects.filter(kind=operation.KIND, state=Operation.State.DONE).order_by("-pk").first()
    changed = Person.objects.filter(updated_at__gte=last.created_at) if last else Person.objects.all()
    if not changed.exists():
        return
    try:
        search(since_last=True)
    except AlreadySearching:
        log.info("no search for duplicates tonight: one is under way")


@transaction.atomic
def hand_over(*, person: Person, owner: Person, address: str, user: User) -> None:
    """Have a pair looked at: ``user`` typed for one an address of the other, unseen by them."""
    first, second = sorted([person.pk, owner.pk])
    values = {
        "certainty": Duplicate.Certainty.LIKELY, "score": 1.0, "found_at": timezone.now(),
        "reasons": [["mailbox", "same", address, address]], "dismissed_at": None, "dismissed_by": None,
    }  # fmt: skip
    Duplicate.objects.update_or_create(first_id=first, second_id=second, defaults=values)
    log.info("people %s and %s clash by an address that user %s typed", first, second, user.pk)


def dismiss(*, pair: Duplicate, user: User | None = None) -> None:
    """They are two people: remembered, also by later searches. Twice is like once."""
    open_ = Duplicate.objects.open().filter(pk=pair.pk)
    if open_.update(dismissed_at=timezone.now(), dismissed_by=user):
        log.info("people %s and %s are two, says user %s", pair.first_id, pair.second_id, user and user.pk)
