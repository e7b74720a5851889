"""Touches become reactions and numbers, and reactions go in time. Safe to run twice or side by side."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.tracking.event_sums import Hit, Sum
from hustings.outreach.tracking.models import (
    ClickHour,
    MailingLink,
    Measure,
    Reaction,
    TrackingEvent,
    VersionVisits,
)
from hustings.people.persons.models import Consent, Purpose

Kind = Reaction.Kind
SETTLE = timedelta(seconds=15)  # what belongs together has arrived by then
CHUNK = 2_000


def fold(settle: timedelta = SETTLE) -> int:
    """Fold all that is old enough; how many touches that were."""
    total, until = 0, timezone.now() - settle
    while n := _fold_some(until):
        total += n
    return total


@transaction.atomic
def _fold_some(until: datetime) -> int:
    waiting = TrackingEvent.objects.filter(at__lte=until).order_by("pk")
    rows = list(waiting.select_for_update(skip_locked=True)[:CHUNK])
    if not rows:
        return 0
    held = Measure.objects.select_for_update().filter(pk__in={row.mailing for row in rows})
    found = Sum(rows, list(held.order_by("pk")))  # held in order, so that no two wait for each other
    _write_reactions(found)
    for mailing, n in found.of_mailings.items():
        _add(Measure.objects.filter(pk=mailing), n)
    for (mailing, link), n in found.of_links.items():
        _add(MailingLink.objects.filter(mailing=mailing, number=link), n)
    for (mailing, version), n in found.of_versions.items():
        _add(VersionVisits.objects.filter(mailing=mailing, version=version), n)
    for (mailing, hour), clicks in found.of_hours.items():
        rows_of_hour = ClickHour.objects.filter(mailing=mailing, hour=hour)
        if not rows_of_hour.update(n_clicks=F("n_clicks") + clicks):
            ClickHour.objects.create(mailing_id=mailing, hour=hour, n_clicks=clicks)
    TrackingEvent.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def _add(rows: "models.QuerySet[models.Model]", n: Counter[str]) -> None:
    rows.update(**{name: F(name) + more for name, more in n.items()})


def _write_reactions(found: Sum) -> None:
    """One row for a person, a mailing and a kind; who did it for the first time counts in the numbers."""
    people = {person for _mailing, person, _kind in found.hits}
    rows = Reaction.objects.filter(mailing__in=list(found.measures), person__in=people)
    held = {(row.mailing_id, row.person_id, Kind(row.kind)): row for row in rows}
    new, changed = [], []
    for (mailing, person, kind), hit in found.hits.items():
        row = held.get((mailing, person, kind))
        _count_people(found, mailing, kind, hit, row)
        if row is None:
            new.append(_begun(mailing, person, kind, hit))
        else:
            _go_on(row, hit)
            changed.append(row)
    Reaction.objects.bulk_create(new)
    Reaction.objects.bulk_update(changed, ["n", "links", "is_weak", "first_at", "last_at"], batch_size=500)


def _begun(mailing: int, person: int, kind: Kind, hit: Hit) -> Reaction:
    moments = {"first_at": min(hit.moments), "last_at": max(hit.moments)}
    return Reaction(
        mailing_id=mailing, person_id=person, kind=kind, n=hit.n, links=hit.links, is_weak=hit.is_weak,
        **moments,
    )  # fmt: skip


def _go_on(row: Reaction, hit: Hit) -> None:
    row.n += hit.n
    row.links |= hit.links
    row.is_weak = row.is_weak and hit.is_weak
    row.first_at, row.last_at = min(row.first_at, *hit.moments), max(row.last_at, *hit.moments)


def _count_people(found: Sum, mailing: int, kind: Kind, hit: Hit, row: Reaction | None) -> None:
    n = found.of_mailings[mailing]
    if kind == Kind.OPEN:
        if row is None:
            n["n_machine_opened" if hit.is_weak else "n_opened"] += 1
        elif row.is_weak and not hit.is_weak:
            n.update({"n_opened": 1, "n_machine_opened": -1})
        return
    n["n_clicked"] += row is None
    n["n_sure_clicked"] += not hit.is_weak and (row is None or row.is_weak)
    news = hit.links & ~(row.links if row else 0)
    for bit in range(news.bit_length()):
        if news >> bit & 1:
            found.of_links[mailing, bit + 1]["n_people"] += 1


def forget() -> int:
    """Let go of who clicked and opened, after the campaign's days and of all who refuse. Numbers stay."""
    since = timezone.now() - timedelta(days=Campaign.current().measure_days)
    refusing = Consent.objects.filter(purpose=Purpose.MEASURE, is_given=False).values("person")
    n = _remove(Reaction.objects.filter(person__in=refusing))
    for kind in Kind:
        n += _remove(Reaction.objects.filter(kind=kind, last_at__lt=since))
    return n


def _remove(rows: "models.QuerySet[Reaction]") -> int:
    n = 0
    while keys := list(rows.order_by().values_list("pk", flat=True)[:CHUNK]):
        n += _gone(keys)
    return n


def _gone(keys: Collection[int]) -> int:
    return Reaction.objects.filter(pk__in=keys)._raw_delete(Reaction.objects.db)
