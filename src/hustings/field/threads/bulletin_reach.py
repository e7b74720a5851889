"""Reach of a message to members: how many get it, in whose name, and what became of one that left."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from hustings.field.threads import circles
from hustings.field.threads.circles import Circle
from hustings.field.threads.models import Bulletin
from hustings.outreach.delivery import frequency_cap
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.mailings import audience
from hustings.outreach.mailings.models import Mailing
from hustings.people.persons.models import Person, Purpose

_State = Delivery.State
_SENT = {_State.SENT, _State.DELIVERED, _State.BOUNCED, _State.COMPLAINED, _State.UNSURE}


@dataclass(frozen=True, slots=True)
class Reach:
    """Members, those who agreed to e-mails and can be written to, and those of them who get it now."""

    members: int
    readers: int
    now: int

    @property
    def unwilling(self) -> int:
        return self.members - self.readers

    @property
    def later(self) -> int:
        """Those who got as many e-mails lately as anybody should: they wait."""
        return self.readers - self.now


def of(circle: Circle) -> Reach:
    """As it stands: each who said no to e-mails is left alone, as with any mailing."""
    members = Person.objects.filter(pk__in=circle.members)
    readers = (
        members.filter(pk__in=audience.consenting(Purpose.EMAIL))
        .open_to_mail()
        .filter(pk__in=audience.usable_emails().values("person"))
    )
    n = readers.count()
    limit = frequency_cap.current()
    full = readers.filter(pk__in=frequency_cap.full(limit, timezone.now())).count() if limit else 0
    return Reach(members.count(), n, n - full)


@dataclass(frozen=True, slots=True)
class Sent:
    """Fate of one that left, in numbers alone."""

    waiting: int
    sent: int
    bounced: int


def outcome(mailing: Mailing) -> Sent:
    rows = mailing.deliveries.order_by().values_list("state").annotate(n=Count("pk"))
    n: dict[str, int] = dict(rows)
    gone = sum(count for state, count in n.items() if state in _SENT)
    skipped = n.get(_State.SKIPPED, 0)
    return Sent(sum(n.values()) - gone - skipped, gone, n.get(_State.BOUNCED, 0))


def is_for_members(mailing: Mailing) -> bool:
    """Whether it is a message to members, or a copy of one that goes to the same members."""
    sent = Bulletin.objects.filter(mailing__isnull=False)
    return sent.filter(Q(mailing=mailing.pk) | Q(mailing__segment=mailing.segment_id)).exists()


def is_mandated(mailing: Mailing, user: Any) -> bool:
    """Whether ``user`` approved it as a message to members, still may, and it goes to nobody but these."""
    if mailing.pk is None or user is None:
        return False
    mine = Bulletin.objects.visible_to(user).filter(mailing=mailing.pk, decided_by=user, refused_for="")
    if (bulletin := mine.first()) is None:
        return False
    circle = circles.find(bulletin.kind, bulletin.subject)
    return circle is not None and circle.segment is not None and mailing.asks_for == circle.segment
