"""Bounces that count no more: an address is tried again, or a provider had a fault and bounced thousands."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, QuerySet
from django.db.models.functions import TruncHour
from django.utils import timezone

from hustings.outreach.bounces import person_updates
from hustings.outreach.bounces.models import Bounce
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.models.reasons import Severity, because
from hustings.people.persons.models import Email

AT_ONCE = 500
LEAST = 20  # bounces of a domain within an hour that may be a fault of its provider
SHOWN = 20
_LOOKED_BACK = timedelta(days=14)
_HOUR = timedelta(hours=1)
Pair = tuple[int, str]


@dataclass(frozen=True)
class Burst:
    domain: str
    hour: datetime
    n: int


def bursts() -> list[Burst]:
    since = timezone.now() - _LOOKED_BACK
    found = Bounce.objects.filter(
        received_at__gte=since, kind=Bounce.Kind.BOUNCE, taken_back_at=None, severity__in=_CHANGING
    ).order_by()
    by_hour = found.values("domain", hour=TruncHour("received_at")).annotate(
        n=Count("delivery", distinct=True)
    )
    many = by_hour.filter(n__gte=LEAST).order_by("-n", "domain")[:SHOWN]
    return [Burst(row["domain"], row["hour"], row["n"]) for row in many]


_CHANGING = [Severity.HARD, Severity.SOFT]


def take_back(domain: str, hour: datetime) -> int:
    """Undo the bounces of a domain within that hour, a portion a transaction; how many letters."""
    rows = Bounce.objects.filter(
        domain=domain, received_at__gte=hour, received_at__lt=hour + _HOUR, kind=Bounce.Kind.BOUNCE,
        taken_back_at=None,
    ).exclude(applied_at=None)  # fmt: skip
    n = 0
    while n_more := _take_back_some(rows):
        n += n_more
    return n


@transaction.atomic
def _take_back_some(found: QuerySet[Bounce]) -> int:
    rows = list(found.order_by("pk").select_for_update()[:AT_ONCE])
    if not rows:
        return 0
    Bounce.objects.filter(pk__in=[row.pk for row in rows]).update(taken_back_at=timezone.now())
    keys = {row.delivery_id for row in rows}
    others = Bounce.objects.counting().filter(delivery__in=keys, kind=Bounce.Kind.BOUNCE)
    still = set(others.values_list("delivery", flat=True))
    back = Delivery.objects.filter(pk__in=keys - still, state=Delivery.State.BOUNCED)
    back.update(state=Delivery.State.SENT, **because(""))
    _restore(rows)
    return len(rows)


def _restore(rows: Iterable[Bounce]) -> None:
    """Give addresses back what was known of them, unless another bounce still says that they are dead."""
    before = {row.delivery_id: row.before for row in rows if row.before}
    told = Delivery.objects.filter(pk__in=before).values_list("pk", "person", "address")
    pairs = {(person, address): before[pk] for pk, person, address in told}
    person_updates.lock({person for person, _address in pairs})
    dead = _dead(pairs)
    wanted = {
        email.pk: pairs[pair]
        for pair, email in person_updates.emails_of(pairs).items()
        if email.status == Email.Status.BOUNCING and pair not in dead
    }
    person_updates.set_statuses(wanted)


def _dead(pairs: Iterable[Pair]) -> set[Pair]:
    people = {person for person, _address in pairs}
    rows = Bounce.objects.counting().filter(severity=Severity.HARD, delivery__person__in=people)
    rows = rows.exclude(applied_at=None)
    return set(rows.values_list("delivery__person", "delivery__address"))


def status_before(email: Email) -> str:
    rows = Bounce.objects.filter(delivery__person=email.person_id, delivery__address=email.address)
    found = rows.exclude(before="").order_by("-pk").values_list("before", flat=True).first()
    return found or Email.Status.UNCONFIRMED


def forgive(email: Email) -> None:
    rows = Bounce.objects.counting().filter(delivery__person=email.person_id, kind=Bounce.Kind.BOUNCE)
    keys = list(rows.filter(delivery__address=email.address).values_list("pk", flat=True))
    Bounce.objects.filter(pk__in=keys).update(forgiven_at=timezone.now())


def latest(emails: Iterable[Email]) -> dict[Pair, Bounce]:
    people = {email.person_id for email in emails}
    rows = Bounce.objects.filter(delivery__person__in=people, kind=Bounce.Kind.BOUNCE)
    rows = rows.select_related("delivery").order_by("happened_at", "pk")
    return {(row.delivery.person_id, row.delivery.address): row for row in rows}


def counted(rows: QuerySet[Bounce], column: str) -> list[tuple[str, int]]:
    """How many letters by domain or by reason, the most first."""
    found = rows.order_by().values_list(column).annotate(n=Count("delivery", distinct=True))
    n: Counter[str] = Counter(dict(found))
    return n.most_common()
