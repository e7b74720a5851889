"""Newcomers and their welcome; what a host writes to one person; contact data that a member shares."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.groups.membership import NotAllowed
from hustings.field.groups.models import HostLook, HostMessage, LocalGroup, Membership, Welcome
from hustings.field.groups.tasks import send_host_message
from hustings.people.persons.models import Person

A_DAY = 30  # messages of one host: more is a mailing, which heeds the pressure limit
LONGEST = 2_000
SECOND_CLICK = timedelta(minutes=10)


def waiting(group: LocalGroup) -> list[Welcome]:
    rows = Welcome.objects.waiting().filter(membership__group=group)
    return list(rows.select_related("membership__person", "owner").order_by("due_at", "pk"))


def overdue() -> Any:
    """Those whom nobody welcomed in time."""
    return Welcome.objects.waiting().filter(due_at__lt=timezone.now())


def welcomed(*, membership: Membership, by: Person) -> bool:
    """Say that a newcomer was welcomed: whether somebody was waiting."""
    rows = Welcome.objects.filter(membership=membership, done_at=None)
    return bool(rows.update(done_at=timezone.now(), done_by=by))


@transaction.atomic
def write(*, membership: Membership, by: Person, words: str) -> HostMessage:
    """Pass a message on to one of the group's people, which welcomes them too. Raises NotAllowed."""
    now, said = timezone.now(), words.strip()[:LONGEST]
    if not said:
        raise NotAllowed(_("Write a message."))
    mine = HostMessage.objects.filter(by=by)
    again = mine.filter(person=membership.person, words=said, written_at__gt=now - SECOND_CLICK).first()
    if again:
        return again
    if mine.filter(written_at__gt=now - timedelta(days=1)).count() >= A_DAY:
        raise NotAllowed(_("You wrote to %(n)s people today. Go on tomorrow.") % {"n": A_DAY})
    made = HostMessage.objects.create(
        group=membership.group, person=membership.person, by=by, words=said, written_at=now
    )
    send_host_message.enqueue(made.pk)
    welcomed(membership=membership, by=by)
    return made


def share_contact(*, membership: Membership, is_shared: bool) -> None:
    """Let the hosts see one's e-mail and phone, or no more."""
    at = timezone.now() if is_shared else None
    Membership.objects.filter(pk=membership.pk).update(shares_contact_at=at)


@transaction.atomic
def contact(*, membership: Membership, by: Person) -> dict[str, list[str]]:
    """E-mail and phone that a member shares, with a note of who looked. Raises NotAllowed."""
    if membership.shares_contact_at is None:
        raise NotAllowed(_("They have not shared their contact details. Write to them here."))
    now = timezone.now()
    look, is_new = HostLook.objects.get_or_create(
        membership=membership, by=by, day=timezone.localdate(), defaults={"last_at": now}
    )
    if not is_new:
        HostLook.objects.filter(pk=look.pk).update(n=F("n") + 1, last_at=now)
    emails = membership.person.emails.filter(barred_at=None).order_by("position")
    phones = membership.person.phones.order_by("position")
    return {"emails": [one.address for one in emails[:1]], "phones": [one.number for one in phones[:1]]}
