"""Actions on e-mails, phones and postal addresses, and on which comes first."""

from django.db import transaction
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.sql import order
from hustings.foundation.webhooks import outbox
from hustings.people.persons import webhook_events
from hustings.people.persons.hooks import page_hooks
from hustings.people.persons.models import Email, Person, Phone, PostalAddress

Way = Email | Phone | PostalAddress
KINDS = {Email: "email", Phone: "phone", PostalAddress: "address"}


@transaction.atomic
def set_status(*, way: Way, status: str, user: User | None = None) -> None:
    """Say whether it works; an address that no longer counts as read opens the own page no longer."""
    status = type(way).Status(status).value
    _lock(way.person_id)
    before = type(way)._base_manager.filter(pk=way.pk).values_list("status", flat=True).first()
    if before is None or before == status:
        return
    type(way)._base_manager.filter(pk=way.pk).update(status=status)
    way.status = status
    if isinstance(way, Email) and status != Email.Status.CONFIRMED:
        page_hooks.unproven(way)
    _tell(way, "status", user, **{"from": before, "to": status})


@transaction.atomic
def move(*, way: Way, is_up: bool, user: User | None = None) -> None:
    """Let it change places with the one before or after it; at the end of the list nothing happens."""
    _lock(way.person_id)
    rows = type(way)._base_manager.filter(person=way.person_id).order_by("position", "pk")
    to = order.move(rows, way, is_up=is_up)
    if to is not None:
        _tell(way, "moved", user, place=to + 1)


def _lock(person: int) -> None:
    """One at a time: two who move rows of one person at once would tangle the order."""
    Person.objects.select_for_update(no_key=True).get(pk=person)


def _tell(way: Way, what: str, user: User | None, **words: object) -> None:
    kind = KINDS[type(way)]
    name = "number" if kind == "phone" else "address"
    Person.objects.filter(pk=way.person_id).update(updated_at=timezone.now())
    outbox.tell(webhook_events.CHANGED, way.person_id)
    way.person.log(f"person.{kind}_{what}", user=user, **{name: str(way)}, **words)
