"""From reports to outcomes: rows first, then what they mean for deliveries, addresses and consents.

A batch is one transaction and some thirty statements, whatever its size. Order does not matter: a complaint
outranks a bounce, a bounce outranks "delivered", and the same message is one row.
"""

import logging
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from hustings.outreach.bounces import address_status, alarms, classification, other_apps
from hustings.outreach.bounces.models import Bounce
from hustings.outreach.bounces.reports import Kind, Report
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.models.reasons import Reason, because
from hustings.people.duplicates.merging import of_record

log = logging.getLogger(__name__)

BATCH = 500
_PATIENCE = timedelta(minutes=10)  # that a worker has to write down that a letter left
_State = Delivery.State
_BEFORE = {_State.QUEUED, _State.CLAIMED, _State.SENDING}  # as far as the database knows, it has not left
# What a state may follow: so nothing depends on the order in which reports come.
_FOLLOWS: dict[str, list[str]] = {
    _State.DELIVERED: [_State.SENT, _State.UNSURE],
    _State.BOUNCED: [_State.SENT, _State.UNSURE, _State.DELIVERED],
    _State.COMPLAINED: [_State.SENT, _State.UNSURE, _State.DELIVERED, _State.BOUNCED],
}
_STATES: dict[str, str] = {
    Bounce.Kind.DELIVERED: _State.DELIVERED,
    Bounce.Kind.BOUNCE: _State.BOUNCED,
    Bounce.Kind.COMPLAINT: _State.COMPLAINED,
}


def take_in(reports: Iterable[Report], source: str) -> Counter[str]:
    """Write down and act on reports; how many of each kind were new. Call in the reader's transaction."""
    counting = [report for report in reports if report.counts]
    other_apps.take_in(report for report in counting if other_apps.is_ours(report))
    counting = [report for report in counting if not other_apps.is_ours(report)]
    n: Counter[str] = Counter()
    for start in range(0, len(counting), BATCH):
        n += _take_in(counting[start : start + BATCH], source)
    return n


@transaction.atomic
def _take_in(reports: list[Report], source: str) -> Counter[str]:
    found = rows_of({report.delivery for report in reports if report.delivery})
    rows = [_row(report, source, *found[report.delivery]) for report in reports if report.delivery in found]
    good = {row.delivery_id for row in rows if row.kind == Bounce.Kind.DELIVERED}
    early = set(Delivery.objects.filter(pk__in=good, state__in=_BEFORE).values_list("pk", flat=True))
    kept = [row for row in rows if row.kind != Bounce.Kind.DELIVERED or row.delivery_id in early]
    _change(_State.DELIVERED, "", good - early)  # good news need no row: it is the state that says it
    Bounce.objects.bulk_create(kept, ignore_conflicts=True)
    return _settle({row.key for row in kept}) + Counter(delivered=len(good - early))


def rows_of(deliveries: Collection[int]) -> dict[int, tuple[int, str]]:
    """The row of each delivery and its address: of records that were merged, the one that is still there."""
    found = dict(Delivery.objects.filter(pk__in=deliveries).values_list("pk", "address"))
    rows = {pk: (pk, address) for pk, address in found.items()}
    gone = of_record.all_put_away("delivery.delivery", set(deliveries) - set(found))
    kept = Delivery.objects.filter(person__in=[person for person, _fields in gone.values()]) if gone else []
    by_person = {(row.person_id, row.mailing_id): row for row in kept}
    for pk, (person, fields) in gone.items():
        if row := by_person.get((person, fields["mailing"])):
            rows[pk] = row.pk, fields.get("address", row.address)
    return rows


def _row(report: Report, source: str, delivery: int, address: str) -> Bounce:
    now = timezone.now()
    judgement = classification.judge(report.status, report.said) if report.kind == Kind.BOUNCE else None
    reason = judgement.reason if judgement else Reason.COMPLAINT if report.kind == Kind.COMPLAINT else ""
    return Bounce(
        key=report.key,
        delivery_id=delivery,
        kind=report.kind.value,
        severity=judgement.severity if judgement else "",
        reason=reason,
        status=(report.status or classification.status_in(report.said))[:11] if judgement else "",
        said=_line(report.said, 300) if judgement else "",
        by=_line(report.by, 100),
        source=source[:20],
        domain=address.rpartition("@")[2].lower()[:253],
        happened_at=min(report.at or now, now),
        received_at=now,
    )


def _line(text: str, most: int) -> str:
    return " ".join(text.replace("\0", " ").split())[:most]


def settle() -> Counter[str]:
    n: Counter[str] = Counter()
    last = 0
    while True:
        with transaction.atomic():
            waiting = Bounce.objects.filter(applied_at=None, pk__gt=last).order_by("pk")
            rows = list(waiting.values_list("pk", "key")[:BATCH])
            if not rows:
                return n
            n += _settle({key for _pk, key in rows})
            last = rows[-1][0]


def _settle(keys: Collection[str]) -> Counter[str]:
    waiting = Bounce.objects.filter(key__in=keys, applied_at=None).order_by("pk")
    rows = list(waiting.select_for_update())
    held = Delivery.objects.filter(pk__in=[row.delivery_id for row in rows]).order_by("pk")
    deliveries = {row.pk: row for row in held.select_for_update(no_key=True)}
    late = timezone.now() - _PATIENCE
    ready = [
        row for row in rows
        if deliveries[row.delivery_id].state not in _BEFORE or row.received_at < late
    ]  # fmt: skip
    if not ready:
        return Counter()
    _change_deliveries(ready)
    address_status.change(ready, deliveries)
    done = Bounce.objects.filter(pk__in=[row.pk for row in ready])
    done.filter(kind=Bounce.Kind.DELIVERED).delete()
    done.update(applied_at=timezone.now())
    n = Counter(row.severity or row.kind for row in ready)
    log.info("returns applied %s", dict(n))
    touched = {deliveries[row.delivery_id].mailing_id for row in ready}
    transaction.on_commit(lambda: alarms.look(touched))
    return n


def _change_deliveries(rows: list[Bounce]) -> None:
    """Set their states: those with one state and reason at once."""
    groups: dict[tuple[str, str], set[int]] = defaultdict(set)
    for row in rows:
        if row.kind in _STATES:
            groups[_STATES[row.kind], row.reason].add(row.delivery_id)
    order = list(_FOLLOWS)
    for (state, reason), keys in sorted(groups.items(), key=lambda item: order.index(item[0][0])):
        _change(state, reason, keys)


def _change(state: str, reason: str, deliveries: Collection[int]) -> None:
    if deliveries:
        found = Delivery.objects.filter(pk__in=deliveries, state__in=_FOLLOWS[state])
        found.update(state=state, **because(reason), sent_at=Coalesce("sent_at", timezone.now()))
