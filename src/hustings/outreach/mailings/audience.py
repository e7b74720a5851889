"""Audience of a mailing, counted and queued by sets, never person by person."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from hustings.foundation.accounts import access
from hustings.outreach.mailings import mandates
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.sending_rights import SEND_MAILINGS
from hustings.people.persons.models import Consent, Email, Person
from hustings.people.persons.models.persons import PersonQuerySet
from hustings.people.persons.rights import VIEW_PEOPLE
from hustings.people.segments import criteria

USABLE = [Email.Status.UNCONFIRMED, Email.Status.CONFIRMED]


def address(person: Any) -> Any:
    """Where mails to a person go."""
    return usable_emails().filter(person=person).values("address")[:1]


def address_of(person: Person | None) -> str:
    """Address for mails to somebody; empty: none."""
    return str(usable_emails().filter(person=person).values_list("address", flat=True).first() or "")


def usable_emails() -> Any:
    """The addresses that may be written to, the preferred one of each person first."""
    return Email.objects.filter(status__in=USABLE).order_by("position", "pk")


def consenting(purpose: str) -> Any:
    """The numbers of those who stand at yes."""
    return Consent.objects.live().filter(purpose=purpose).values("person")


def of_topic(mailing: Mailing) -> Q:
    """Those who want mails of its topic; everybody where it has none."""
    return mailing.topic.wanted() if mailing.topic else Q()


def within_reach(mailing: Mailing, user: Any) -> PersonQuerySet:
    """The people of the segment in the zones where ``user`` may send; all of them under a mandate."""
    if mailing.asks_for is None:
        return Person.objects.none()
    found = criteria.compile(mailing.asks_for)
    if not access.everywhere(user, SEND_MAILINGS) and mandates.holds(mailing, user):
        return Person.objects.filter(pk__in=found.values("pk"))
    return Person.objects.visible_to(user, SEND_MAILINGS).filter(pk__in=found.values("pk"))


def readers(mailing: Mailing, user: Any) -> PersonQuerySet:
    """Those of them who agreed, want mail now, and of this topic, and can be written to."""
    return (
        within_reach(mailing, user)
        .filter(pk__in=consenting(mailing.purpose))
        .open_to_mail()
        .filter(of_topic(mailing))
        .filter(pk__in=Email.objects.filter(status__in=USABLE).values("person"))
    )


@dataclass(frozen=True)
class Reach:
    """How many a mailing reaches, and why the others are left out."""

    segment: int  # of those whom the sender may know of: a local team isn't told how many there are elsewhere
    elsewhere: int  # in zones where the sender may not send
    no_consent: int
    unwilling: int  # they want no mail, or none for a while
    off_topic: int  # they want no mails of this topic
    no_address: int
    bouncing: int
    readers: int
    is_local: bool = False  # only people of some territories are counted

    @property
    def excluded(self) -> int:
        return self.segment - self.readers


NOBODY = Reach(0, 0, 0, 0, 0, 0, 0, 0)


def _known(mailing: Mailing, user: Any) -> PersonQuerySet | None:
    """The people of the segment whom ``user`` may know of; None: those whom they may write to, no more."""
    if access.everywhere(user, SEND_MAILINGS) or mandates.holds(mailing, user):
        return None
    found = criteria.compile(mailing.asks_for)
    if access.everywhere(user, VIEW_PEOPLE):
        return found
    mine = Q(zone__in=access.zones(user, VIEW_PEOPLE).values("inner"))
    return found.filter(mine | Q(zone__in=access.zones(user, SEND_MAILINGS).values("inner")))


def reach(mailing: Mailing, user: Any) -> Reach:
    """Count them."""
    if mailing.asks_for is None:
        return NOBODY
    reachable = within_reach(mailing, user)
    n_reachable = reachable.count()
    known = _known(mailing, user)
    everyone = n_reachable if known is None else known.count()
    agreed = reachable.filter(pk__in=consenting(mailing.purpose))
    n_agreed = agreed.count()
    open_ = agreed.open_to_mail()
    n_open = open_.count()
    choosing = open_.filter(of_topic(mailing))
    n_choosing = choosing.count() if mailing.topic else n_open
    n_readers = readers(mailing, user).count()
    n_with_any = choosing.filter(pk__in=Email.objects.values("person")).count()
    return Reach(
        segment=everyone,
        elsewhere=everyone - n_reachable,
        no_consent=n_reachable - n_agreed,
        unwilling=n_agreed - n_open,
        off_topic=n_open - n_choosing,
        no_address=n_choosing - n_with_any,
        bouncing=n_with_any - n_readers,
        readers=n_readers,
        is_local=known is not None and not access.everywhere(user, VIEW_PEOPLE),
    )
