"""Changes that a file of events would make: the same for the dry run and for the run."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hustings.field.events import files
from hustings.field.events.files import Row
from hustings.field.events.models import Event, EventImport
from hustings.foundation.lib.text.text_folding import fold
from hustings.foundation.territories.file_imports import Change, Plan

MOMENTS = {"starts_at", "ends_at"}
FIELDS = [
    "titles", "descriptions", "kind", "audience", "starts_at", "ends_at", "is_all_day", "time_zone", "zone",
    "place", "address", "latitude", "longitude", "online_at", "link",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step(Change):
    found: Event | None
    row: Row


def values(event: Event, names: Iterable[str]) -> dict[str, Any]:
    return {name: _plain(getattr(event, name)) for name in names}


def _plain(value: Any) -> Any:
    return value.astimezone(dt.UTC).isoformat() if isinstance(value, dt.datetime) else value


def fill(event: Event, said: dict[str, Any]) -> None:
    for name, value in said.items():
        setattr(event, name, dt.datetime.fromisoformat(value) if name in MOMENTS and value else value)
    event.fit()


def plan(imported: EventImport) -> Plan[Step]:
    reading = files.read(bytes(imported.content), imported.kind, imported.time_zone)
    plan, there = Plan[Step](problems=list(reading.problems)), _there(reading.rows)
    first: dict[Any, int] = {}
    for row in reading.rows:
        if row.key in first:
            words = _("The same date stands in line %(line)s. Remove one.")
            plan.problems.append((row.line, words % {"line": first[row.key]}))
            continue
        first[row.key] = row.line
        step = _held_against(row, there.get(row.key))
        if step.found is not None and not step.after:
            plan.n_same += 1
        else:
            plan.steps.append(step)
    plan.problems.sort()
    return plan


def _there(rows: list[Row]) -> dict[Any, Event]:
    if not rows:
        return {}
    moments = [dt.datetime.fromisoformat(row.values["starts_at"]) for row in rows]
    found = Event.objects.filter(starts_at__range=(min(moments), max(moments))).order_by("-pk")
    by: dict[Any, Event] = {}
    for event in found.select_related("zone").defer("zone__shape"):
        when = event.starts_at.astimezone(dt.UTC).isoformat()
        for title in event.titles.values():
            by[when, event.zone_id, fold(title)] = event
    return by


def _held_against(row: Row, event: Event | None) -> Step:
    if event is None:
        return Step(None, {}, row.values, row)
    said = dict(row.values)
    for name in {"titles", "descriptions"} & said.keys():
        said[name] = getattr(event, name) | said[name]
    old = values(event, said)
    changed = {name: value for name, value in said.items() if old[name] != value}
    return Step(event, {name: old[name] for name in changed}, changed, row)


def held_again(step: Step, event: Event | None) -> Step:
    """Compare a step with its date as it is by now; only what the file was going to change is written."""
    if step.found is None:
        return step
    now = _held_against(step.row, event)
    if event is None:
        return now
    after = sound({name: value for name, value in now.after.items() if name in step.after}, event)
    return Step(event, {name: now.before[name] for name in after}, after, step.row)


def sound(said: dict[str, Any], event: Event) -> dict[str, Any]:
    """Values to write into a date, without an end before its begin: it was put off meanwhile."""
    ends = said.get("ends_at")
    is_early = ends and dt.datetime.fromisoformat(ends) <= event.starts_at
    return {name: value for name, value in said.items() if not (is_early and name == "ends_at")}
