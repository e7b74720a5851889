"""That a reader answered a letter, and when: once for each letter, and nothing of what they wrote.

The message stays where it is. It counts where it names a letter of ours by a proof of ours, was written from
an address of that letter's reader, and comes within 30 days; as far as the campaign lets letters be measured.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.bounces import intake
from hustings.outreach.bounces.reports import Answer, Report
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.tracking.attribution import conversions, kinds
from hustings.outreach.tracking.models import Conversion, Measure
from hustings.people.persons.models import Email
from mailguard.identifiers import addresses

_OFF = Campaign.Measuring.NOTHING


@transaction.atomic
def take_in(reports: Iterable[Report]) -> int:
    """Note which letters these messages answer; how many were not noted before. Safe to run again."""
    answers = [report.answer for report in reports if report.answer]
    if not answers or Campaign.current().measure_clicks == _OFF:
        return 0
    named = _named(answers)
    rows = intake.rows_of(set(named.values()))
    found = Delivery.objects.in_bulk({pk for pk, _address in rows.values()})
    keys = _keys(found, rows)
    now = timezone.now()
    answered = {
        delivery.pk: delivery
        for at, pk in named.items()
        if pk in rows
        and answers[at].sender in keys[rows[pk][0]]
        and _is_fresh(delivery := found[rows[pk][0]], now)
    }
    return _write(list(answered.values()), now)


def _named(answers: list[Answer]) -> dict[int, int]:
    """By their places: the delivery that each answers. A provider may have named a letter anew."""
    named = {at: answer.delivery for at, answer in enumerate(answers) if answer.delivery}
    if not settings.MAIL_PROVIDER:
        return named
    texts = {
        text: at
        for at, answer in enumerate(answers)
        for each in answer.message_ids
        for text in (each, each.strip("<>"), each.strip("<>").partition("@")[0])
        if at not in named and text
    }
    for called, pk in Delivery.objects.filter(provider_id__in=texts).values_list("provider_id", "pk"):
        named[texts[str(called)]] = pk
    return named


def _keys(found: Mapping[int, Delivery], rows: Mapping[int, tuple[int, str]]) -> dict[int, set[str]]:
    """By delivery: the mailboxes that are its reader's, as far as we know."""
    by_person: dict[int, set[str]] = defaultdict(set)
    people = {delivery.person_id for delivery in found.values()}
    for person, key in Email.objects.filter(person__in=people).values_list("person", "key"):
        by_person[person].add(key)
    keys = {
        pk: {*by_person[row.person_id], addresses.key_of(row.address)} - {""} for pk, row in found.items()
    }
    for pk, address in rows.values():  # where a letter went before records were merged
        keys[pk].add(addresses.key_of(address))
    return keys


def _is_fresh(delivery: Delivery, now: datetime) -> bool:
    return now - (delivery.sent_at or delivery.due_at) <= kinds.REPLY.window


def _write(deliveries: list[Delivery], now: datetime) -> int:
    kept = Measure.objects.filter(pk__in={row.mailing_id for row in deliveries}).exclude(clicks=_OFF)
    measured = set(kept.values_list("pk", flat=True))
    rows = [row for row in deliveries if row.mailing_id in measured]
    whose = {row.pk: conversions.digest(f"delivery {row.pk}") for row in rows}
    known = set(
        Conversion.objects.filter(kind=kinds.REPLY.key, whose__in=whose.values()).values_list(
            "whose", flat=True
        )
    )
    rows = [row for row in rows if whose[row.pk] not in known]
    named = conversions.may_name({(row.person_id, row.mailing_id) for row in rows})
    made = [
        Conversion(
            mailing_id=row.mailing_id,
            kind=kinds.REPLY.key,
            link=0,
            version=row.version,
            whose=whose[row.pk],
            person_id=row.person_id if (row.person_id, row.mailing_id) in named else None,
            at=now,
            confirmed_at=now,
        )
        for row in rows
    ]
    Conversion.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)
