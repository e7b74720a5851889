"""Things that one of the team is to do about a person."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.people.contacts.models import FollowUp
from hustings.people.persons import team
from hustings.people.persons.models import Person
from hustings.people.persons.refusals import Refused


class BadFollowUp(Refused):
    """Nothing to do, nobody who could, or a day that is past."""


@transaction.atomic
def add_follow_up(
    *, person: Person, what: str, owner: User | None, due_on: dt.date, user: User | None = None
) -> FollowUp:
    """Put it on somebody's list. They must be able to see the person."""
    what = " ".join(what.split())[:300]
    if not what:
        raise BadFollowUp(_("Enter what to do."))
    _check_day(due_on)
    team.check_sees(owner, person)
    follow_up: FollowUp = person.follow_ups.create(what=what, owner=owner, due_on=due_on, user=user)
    person.log(
        "follow_up.added", user=user, what=what, due_on=due_on.isoformat(), owner=str(owner or ""),
        follow_up=follow_up.pk,
    )  # fmt: skip
    return follow_up


@transaction.atomic
def finish_follow_up(*, follow_up: FollowUp, user: User | None = None) -> bool:
    """Done; whoever is first. Whether it was still open."""
    still_open = FollowUp.objects.open().filter(pk=follow_up.pk)
    if not still_open.update(done_at=timezone.now(), done_by=user):
        return False
    follow_up.person.log("follow_up.done", user=user, what=follow_up.what, follow_up=follow_up.pk)
    return True


@transaction.atomic
def reopen_follow_up(*, follow_up: FollowUp, user: User | None = None) -> bool:
    done = FollowUp.objects.filter(pk=follow_up.pk, done_at__isnull=False)
    if not done.update(done_at=None, done_by=None):
        return False
    follow_up.person.log("follow_up.reopened", user=user, what=follow_up.what, follow_up=follow_up.pk)
    return True


@transaction.atomic
def postpone_follow_up(*, follow_up: FollowUp, due_on: dt.date, user: User | None = None) -> None:
    """To another day, while it is open."""
    _check_day(due_on)
    held = FollowUp.objects.select_for_update(of=("self",)).open().filter(pk=follow_up.pk).first()
    if held is None or held.due_on == due_on:
        return
    FollowUp.objects.filter(pk=held.pk).update(due_on=due_on)
    words = {"from": held.due_on.isoformat(), "to": due_on.isoformat()}
    follow_up.person.log("follow_up.postponed", user=user, what=held.what, follow_up=held.pk, **words)


@transaction.atomic
def remove_follow_up(*, follow_up: FollowUp, user: User | None = None) -> None:
    """Forget it: it was a mistake."""
    follow_up.delete()
    follow_up.person.log("follow_up.removed", user=user, what=follow_up.what)


def _check_day(day: dt.date) -> None:
    today = timezone.localdate()
    if day < today:
        raise BadFollowUp(_("Enter a date that is not in the past."))
    if day.year > today.year + 10:
        raise BadFollowUp(_("Enter a closer date."))
