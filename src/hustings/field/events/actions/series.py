"""Series of events: begun, extended, changed from one on, ended."""

import datetime as dt
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.events import clocks, hooks, silence
from hustings.field.events.actions import co_hosts, events, shifts
from hustings.field.events.models import Event, Series
from hustings.field.events.recurrence import rules
from hustings.foundation.accounts.models import User
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)
HORIZON = dt.timedelta(days=548)  # 18 months of events are there
NOTED = dt.timedelta(days=60)  # what takes place so soon, people may have noted
TIMES = ("starts_at", "ends_at", "is_all_day", "time_zone")


class Scope(TextChoices):
    """The occurrences that a change is for."""

    ONE = "one", gettext_lazy("only this date")
    FOLLOWING = "following", gettext_lazy("this date and all that follow")
    ALL = "all", gettext_lazy("all dates ahead")


class Repeated(Exception):
    """It can't be done with a date of a series; the message says why."""


@transaction.atomic
def repeat(*, event: Event, rule: str, until: dt.date | None, count: int | None, user: User | None) -> Series:
    """Make the event the first one of a series, and add those that follow."""
    event = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    if event.series_id:
        raise Repeated(_("This event is repeated already."))
    local = event.begins.replace(tzinfo=None, microsecond=0)
    series = Series.objects.create(
        rule=rule, first_on=local.date(), at=None if event.is_all_day else local.time(),
        time_zone=event.time_zone, until_on=until, count=count, user=user,
    )  # fmt: skip
    event.series, event.recurrence_id = series, series.moment(local)
    event.is_own = event.recurrence_id != event.starts_at.replace(microsecond=0)
    event.save(update_fields=["series", "recurrence_id", "is_own"])
    extend(series=series)
    log.info("events.repeat event=%s series=%s rule=%s", event.pk, series.pk, rule)
    return series


@transaction.atomic
def extend(*, series: Series) -> int:
    """Add the occurrences that are missing up to the horizon, like the last one that is as its series."""
    series = Series.objects.select_for_update().get(pk=series.pk)
    up_to = max(timezone.localdate(), series.first_on) + HORIZON
    wanted = [series.moment(local) for local in series.starts(up_to)]
    rows = series.events.select_related("zone", "group", "picture").order_by("recurrence_id")
    there = set(rows.values_list("recurrence_id", flat=True))
    model = rows.filter(is_own=False, cancelled_at=None).last() or rows.last()
    after = _expanded(series)
    missing = [at for at in wanted if at not in there and (after is None or at > after)]
    if model and model.is_proposed:
        missing = _without_silence(series, model, missing)
    if model:
        _add(series, model, missing)
    Series.objects.filter(pk=series.pk).update(expanded_until=up_to)
    return len(missing)


def _without_silence(series: Series, model: Event, moments: Sequence[dt.datetime]) -> list[dt.datetime]:
    """Dates that hosts may plan: those in election silence are left out of the series."""
    silent = {at for at in moments if silence.of(model.copy_at(at))}
    if silent:
        clock = clocks.named(series.time_zone)
        local = [at.astimezone(clock).replace(tzinfo=None).isoformat() for at in sorted(silent)]
        series.exceptions = [*series.exceptions, *local]
        Series.objects.filter(pk=series.pk).update(exceptions=series.exceptions)
    return [at for at in moments if at not in silent]


def _expanded(series: Series) -> dt.datetime | None:
    """The end of what was filled before: what is missing there was taken away."""
    if series.expanded_until is None:
        return None
    return clocks.midnight(series.expanded_until + dt.timedelta(days=1), series.time_zone)


def _add(series: Series, model: Event, moments: Sequence[dt.datetime]) -> None:
    made = []
    for at in moments:
        event = model.copy_at(at)
        event.series, event.recurrence_id = series, at
        event.user_id, event.shown_at, event.is_proposed = model.user_id, model.shown_at, model.is_proposed
        made.append(event)
    if made:
        added = Event.objects.bulk_create(made)
        shifts.copy(model, added)
        co_hosts.keep(model, added)
        hooks.copied(model, added)
        site_version.renew()


@transaction.atomic
def change_series(*, event: Event, values: Mapping[str, Any], scope: str) -> None:
    """Change one date, or it and those that follow, or all ahead. Registrations stay with their dates."""
    if scope == Scope.ONE or not event.series_id:
        if events.change(event=event, values=values) and event.series_id:
            Event.objects.filter(pk=event.pk).update(is_own=True)
        return
    event = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    said = {name: value for name, value in values.items() if value != getattr(event, name)}
    moves, ahead = bool(said.keys() & set(TIMES)), event
    if scope == Scope.ALL:
        rest = Event.objects.filter(series=event.series_id, over_at__gte=timezone.now())
        ahead = rest.order_by("recurrence_id").first() or event
    if scope == Scope.FOLLOWING or moves:
        _split(ahead)
    series = _locked(ahead)
    rows = series.events.order_by("recurrence_id")
    found = list(rows if moves else rows.filter(over_at__gte=timezone.now()))
    times = _move(series, event, values, found) if moves else {}
    texts = {name: value for name, value in said.items() if name not in TIMES}
    for row in found:
        if row.pk == event.pk or not row.is_own:
            events.change(event=row, values={**texts, **times.get(row.pk, {})})
    Series.objects.filter(pk=series.pk).update(sequence=series.sequence + 1, changed_at=timezone.now())
    if moves:
        extend(series=series)
    log.info("events.change_series event=%s series=%s scope=%s", event.pk, series.pk, scope)


def _locked(event: Event) -> Series:
    assert event.series_id is not None
    return Series.objects.select_for_update().get(pk=event.series_id)


def _split(event: Event) -> None:
    """Part the series before this date: it and those that follow become one of their own."""
    old = _locked(event)
    assert event.recurrence_id is not None
    before = old.events.filter(recurrence_id__lt=event.recurrence_id)
    local = event.recurrence_id.astimezone(clocks.named(old.time_zone)).replace(tzinfo=None)
    starts = [at for at in old.starts(local.date()) if at < local]
    if not before.exists() and not starts:
        return
    left = None
    if old.count is not None:
        gone = [text for text in old.exceptions if dt.datetime.fromisoformat(text) < local]
        left = max(old.count - len(starts) - len(gone), 1)
    new = Series.objects.create(
        rule=old.rule, first_on=local.date(), at=old.at, time_zone=old.time_zone, until_on=old.until_on,
        count=left, exceptions=[text for text in old.exceptions if dt.datetime.fromisoformat(text) >= local],
        expanded_until=old.expanded_until, user_id=old.user_id,
    )  # fmt: skip
    _end(old, local.date() - dt.timedelta(days=1))
    old.events.filter(recurrence_id__gte=event.recurrence_id).update(series=new)
    event.series = new


def _end(series: Series, on: dt.date) -> None:
    Series.objects.filter(pk=series.pk).update(
        until_on=on, count=None, sequence=series.sequence + 1, changed_at=timezone.now()
    )


def _move(
    series: Series, event: Event, values: Mapping[str, Any], rows: Sequence[Event]
) -> dict[int, dict[str, Any]]:
    """Move the rule as far as the event moves, and say the new times of each date, one by one in order."""
    said = {name: values.get(name, getattr(event, name)) for name in TIMES}
    clock = clocks.named(said["time_zone"])
    begins = said["starts_at"].astimezone(clock).replace(tzinfo=None)
    assert event.recurrence_id is not None
    was = event.recurrence_id.astimezone(clocks.named(series.time_zone)).replace(tzinfo=None)
    by, first = begins - was, series.first + (begins - was)
    days = dt.timedelta(days=(begins.date() - was.date()).days)
    series.rule, series.first_on = rules.moved(series.rule, first.date()), first.date()
    series.at, series.time_zone = None if said["is_all_day"] else first.time(), said["time_zone"]
    series.until_on = series.until_on and series.until_on + days
    series.exceptions = [(dt.datetime.fromisoformat(text) + by).isoformat() for text in series.exceptions]
    series.save()
    model = Event(starts_at=said["starts_at"], ends_at=said["ends_at"], time_zone=said["time_zone"])
    model.is_all_day = said["is_all_day"]
    starts = [series.moment(local) for local in series.starts()]
    series.events.update(recurrence_id=None)
    times = {}
    for row, at in zip(rows, starts, strict=False):
        Event.objects.filter(pk=row.pk).update(recurrence_id=at)
        made = model.copy_at(at)
        times[row.pk] = {**said, "starts_at": at, "ends_at": made.ends_at}
    # A rhythm that has fewer dates now: those beyond it stand for themselves.
    series.events.filter(recurrence_id=None).update(series=None)
    return times


@transaction.atomic
def cancel_series(*, event: Event, reasons: Mapping[str, str], scope: str, user: User | None = None) -> None:
    """Cancel one date; or end the series before it, and cancel what people know of the rest."""
    if scope == Scope.ONE or not event.series_id:
        events.cancel(event=event, reasons=reasons, user=user)
        return
    series = _locked(event)
    rows = series.events.filter(over_at__gte=timezone.now()).order_by("recurrence_id")
    if scope == Scope.FOLLOWING:
        rows = rows.filter(recurrence_id__gte=event.recurrence_id)
    found = list(rows)
    used = hooks.used([row.pk for row in found])
    noted = timezone.now() + NOTED
    for row in found:
        is_known = row.shown_at and row.starts_at < noted
        if row.pk in used or row.pk == event.pk or row.is_own or is_known:
            events.cancel(event=row, reasons=reasons, user=user)
        else:
            row.delete()
    last = series.events.order_by("recurrence_id").last()
    if last and last.recurrence_id:
        _end(series, last.recurrence_id.astimezone(clocks.named(series.time_zone)).date())
    site_version.renew()
    log.info("events.cancel_series event=%s series=%s scope=%s", event.pk, series.pk, scope)


@transaction.atomic
def leave_out(*, event: Event) -> None:
    """Take one date out of its series, without a trace; Repeated where somebody is registered for it."""
    series = _locked(event)
    if event.pk in hooks.used([event.pk]):
        raise Repeated(_("People are registered for this date. Cancel it instead, so that they are told."))
    if series.events.count() == 1:
        raise Repeated(_("This is the only date of the series. Cancel it instead."))
    assert event.recurrence_id is not None
    local = event.recurrence_id.astimezone(clocks.named(series.time_zone)).replace(tzinfo=None)
    series.exceptions = [*series.exceptions, local.isoformat()]
    series.sequence, series.changed_at = series.sequence + 1, timezone.now()
    series.save()
    event.delete()
    site_version.renew()
    log.info("events.leave_out event=%s series=%s", event.pk, series.pk)


def extend_all() -> None:
    """Extend each series that has not been today, one transaction each. A nightly job."""
    up_to = timezone.localdate() + HORIZON
    for series in list(Series.objects.exclude(expanded_until__gte=up_to).order_by("pk")):
        extend(series=series)
