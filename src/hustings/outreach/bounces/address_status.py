"""Status of addresses, and wishes of people, as bounces tell them."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.bounces import person_updates
from hustings.outreach.bounces.models import Bounce
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.models.reasons import Severity
from hustings.outreach.mailings.models import Mailing
from hustings.people.persons.models import Email

_LOOKED_BACK = timedelta(days=365)
_WORKING = {Email.Status.UNCONFIRMED, Email.Status.CONFIRMED}
Pair = tuple[int, str]  # a person and an address of theirs


def change(rows: list[Bounce], deliveries: Mapping[int, Delivery]) -> None:
    pairs = {row.pk: _pair(deliveries[row.delivery_id]) for row in rows}
    complaints = {pairs[row.pk] for row in rows if row.kind == Bounce.Kind.COMPLAINT}
    hard = {pairs[row.pk] for row in rows if row.severity == Severity.HARD}
    soft = {pairs[row.pk] for row in rows if row.severity == Severity.SOFT} - hard
    leaving = [row for row in rows if row.kind in {Bounce.Kind.COMPLAINT, Bounce.Kind.LEAVE}]
    if complaints or hard or soft or leaving:
        person_updates.lock({person for person, _address in pairs.values()})
    if complaints or hard or soft:
        _change_addresses(rows, pairs, complaints, hard | _worn_out(soft))
    if leaving:
        _withdraw(leaving, deliveries)


def _pair(delivery: Delivery) -> Pair:
    return delivery.person_id, delivery.address


def _change_addresses(
    rows: list[Bounce], pairs: Mapping[int, Pair], refused: set[Pair], bouncing: set[Pair]
) -> None:
    emails = person_updates.emails_of(refused | bouncing)
    wanted: dict[int, str] = {}
    for pair, email in emails.items():
        if pair in refused:
            wanted[email.pk] = Email.Status.REFUSED
        elif email.status in _WORKING:
            wanted[email.pk] = Email.Status.BOUNCING
    before = person_updates.set_statuses(wanted)
    groups: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        found = emails.get(pairs[row.pk])
        if found is not None and found.pk in before and _changed(row):
            groups[before[found.pk]].append(row.pk)
    for status, keys in groups.items():
        Bounce.objects.filter(pk__in=keys).update(before=status)


def _changed(row: Bounce) -> bool:
    return row.kind == Bounce.Kind.COMPLAINT or row.severity in {Severity.HARD, Severity.SOFT}


def _worn_out(soft: set[Pair]) -> set[Pair]:
    """Those of them that had enough passing bounces, far enough apart, and nothing better since."""
    if not soft:
        return set()
    people = {person for person, _address in soft}
    since = timezone.now() - _LOOKED_BACK
    arrived = Delivery.objects.filter(person__in=people, state=Delivery.State.DELIVERED, sent_at__gte=since)
    last_good = {
        (person, address): at
        for person, address, at in arrived.values("person", "address")
        .annotate(at=Max("sent_at"))
        .values_list("person", "address", "at")
    }
    earlier = Bounce.objects.counting().filter(
        severity=Severity.SOFT, delivery__person__in=people, happened_at__gte=since
    )
    found = earlier.values_list("delivery__person", "delivery__address", "delivery__mailing", "happened_at")
    times: dict[Pair, dict[int, datetime]] = defaultdict(dict)
    for person, address, mailing, at in found:
        good = last_good.get((person, address))
        if (person, address) in soft and (good is None or at > good):
            times[person, address][mailing] = at
    apart = timedelta(days=settings.SOFT_BOUNCE_DAYS)
    found_enough = {pair: at.values() for pair, at in times.items() if len(at) >= settings.SOFT_BOUNCES}
    return {pair for pair, at in found_enough.items() if max(at) - min(at) >= apart}


def _withdraw(rows: list[Bounce], deliveries: Mapping[int, Delivery]) -> None:
    """A no to what the mailing was for; of mails to the address for leaving, as by the link."""
    mailings = Mailing.objects.in_bulk({deliveries[row.delivery_id].mailing_id for row in rows})
    sources: dict[str, dict[int, str]] = defaultdict(dict)
    with translation.override(Campaign.current().language):  # it is the campaign that reads it
        for row in rows:
            delivery = deliveries[row.delivery_id]
            mailing = mailings[delivery.mailing_id]
            sources[mailing.purpose][delivery.person_id] = _source(row, mailing)
    left = {
        (person, purpose)
        for purpose, by_person in sources.items()
        for person in person_updates.withdraw(purpose, by_person)
    }
    by_mail = [deliveries[row.delivery_id] for row in rows if row.kind == Bounce.Kind.LEAVE]
    told = [row.pk for row in by_mail if (row.person_id, mailings[row.mailing_id].purpose) in left]
    Delivery.objects.filter(pk__in=told).update(unsubscribed_at=timezone.now())


def _source(row: Bounce, mailing: Mailing) -> str:
    words = {"name": mailing.name, "by": row.by}
    if row.kind == Bounce.Kind.LEAVE:
        return _("Unsubscribed by e-mail from the mailing “%(name)s”") % words
    if row.by:
        return _("Spam complaint about the mailing “%(name)s”, reported by %(by)s") % words
    return _("Spam complaint about the mailing “%(name)s”") % words
